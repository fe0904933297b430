"""Reads of the catalogue. Every account with a position may read it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from services.programs.catalogue.model import Catalogue, Template
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


@cache
def shipped_catalogue() -> Catalogue:
    """Load the shipped templates, once per process. Raises pydantic's `ValidationError` if they break a rule."""
    text = files(__package__).joinpath("templates.yaml").read_text("utf-8")
    return Catalogue.model_validate(yaml.safe_load(text))


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
