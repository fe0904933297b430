"""Reads of the catalogue. Every account with a position may read it."""

from dataclasses import dataclass

from services.programs.catalogue.model import Template
from services.programs.catalogue.shipped import shipped_catalogue
from shared.access import Work, anywhere, use_case
from shared.values.capabilities import Capability
from shared.values.cooperation import Pillar


@dataclass(frozen=True, slots=True)
class ListTemplates:
    """The templates that serve a field or belong to a pillar; None: any."""

    field: str | None
    pillar: Pillar | None


@dataclass(frozen=True, slots=True)
class ShowTemplate:
    """One template, in its newest version."""

    code: str


@use_case(*Capability, scope=anywhere, changes=False)
async def list_templates(_work: Work, query: ListTemplates) -> list[Template]:
    """The newest version of each template that fits."""
    return [
        template
        for template in shipped_catalogue().current()
        if query.field in (None, *template.fields) and query.pillar in (None, template.pillar)
    ]


@use_case(*Capability, scope=anywhere, changes=False)
async def show_template(_work: Work, query: ShowTemplate) -> Template:
    """One template. Raises `TemplateNotFound`."""
    return shipped_catalogue().named(query.code)
