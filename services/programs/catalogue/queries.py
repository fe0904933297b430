"""Reads of the catalogue. Every account with a position may read it."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.catalogue.access import KEEPERS
from services.programs.catalogue.model.catalogue import Catalogue
from services.programs.catalogue.model.refusals import TemplateNotFound
from services.programs.catalogue.model.rows import template_of
from services.programs.catalogue.model.template import PracticeFacility, Template
from services.programs.catalogue.shipped import shipped_catalogue
from shared.access import Work, anywhere, use_case
from shared.values.capabilities import NATION, Capability, Scope
from shared.values.cooperation import Pillar
from shared.web.cursors import Page, PageRequest


@dataclass(frozen=True, slots=True)
class ListTemplates:
    """The national templates that serve a field or belong to a pillar; None: any."""

    field: str | None
    pillar: Pillar | None


@dataclass(frozen=True, slots=True)
class ListOwnTemplates:
    """The templates of facilities, of one facility or region or under one national template; None: any."""

    facility: UUID | None
    region: str | None
    under: str | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowTemplate:
    """One template, in its newest version or in a named one."""

    code: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ListVersions:
    """All versions of one template."""

    code: str


_PUBLISHED = "SELECT * FROM practice_details WHERE code = $1 OR ($2 AND facility_id IS NULL) ORDER BY code, version"

_OWN = """
SELECT * FROM practice_details
WHERE facility_id IS NOT NULL AND newest
  AND ($1::uuid IS NULL OR facility_id = $1) AND ($2::text IS NULL OR region = $2) AND ($3::text IS NULL OR under = $3)
  AND ($4::text IS NULL OR code > $4)
ORDER BY code LIMIT $5
"""

_NAMED = "SELECT id, name, region FROM facility WHERE id = ANY ($1::uuid[]) ORDER BY name"

_RAN = """
SELECT id, name, region FROM facility
WHERE id IN (SELECT facility_id FROM program WHERE template = $1 AND opened_on IS NOT NULL) ORDER BY name
"""


@use_case(*Capability, scope=anywhere, changes=False)
async def list_templates(work: Work, query: ListTemplates) -> list[Template]:
    """The newest version of each national template that fits."""
    return [
        template
        for template in (await _catalogue(work, None)).national()
        if query.field in (None, *template.fields) and query.pillar in (None, template.pillar)
    ]


@use_case(*Capability, scope=anywhere, changes=False)
async def list_own_templates(work: Work, query: ListOwnTemplates) -> Page[Template]:
    """The newest version of each template of a facility that fits."""
    rows = await work.connection.fetch(
        _OWN, query.facility, query.region, query.under, *query.page.after_as(str), query.page.limit + 1
    )
    return query.page.cut([template_of(row) for row in rows], lambda template: (template.code,))


@use_case(*Capability, scope=anywhere, changes=False)
async def show_template(work: Work, query: ShowTemplate) -> Template:
    """One template. Raises `TemplateNotFound`."""
    catalogue = await _catalogue(work, query.code)
    if query.version is None:
        return catalogue.named(query.code)
    found = catalogue.in_version(query.code, query.version)
    if found is None:
        raise TemplateNotFound(code=f"{query.code} {query.version}")
    return found


@use_case(*Capability, scope=anywhere, changes=False)
async def list_versions(work: Work, query: ListVersions) -> list[Template]:
    """All versions of one template, the newest first. Raises `TemplateNotFound`."""
    return (await _catalogue(work, query.code)).versions(query.code)


async def list_field_names(work: Work) -> dict[str, str | None]:
    """The fields that a practice may serve, for a form: those of the catalogue, and those that wait for a practice.

    A field that the directorate general has added lately has the name under which it was signed.
    """
    rows = await work.connection.fetch("SELECT DISTINCT ON (field) field, field_name FROM template_gap ORDER BY field")
    served: dict[str, str | None] = dict.fromkeys((await _catalogue(work, None)).fields_served())
    return {row["field"]: row["field_name"] for row in rows} | served


async def list_own_facilities(work: Work) -> list[PracticeFacility]:
    """The facilities for which the reader may publish, by name."""
    return await _facilities(work, _NAMED, work.actor.reach(KEEPERS).facilities)


async def units_within_reach(work: Work) -> tuple[list[PracticeFacility], list[str]]:
    """The facilities and the regions whose practices the reader is asked to look at, for a filter."""
    reach = work.actor.reach(tuple(Capability))
    if reach.nation:
        rows = await work.connection.fetch("SELECT DISTINCT region FROM practice_details WHERE region IS NOT NULL")
        return [], sorted(row["region"] for row in rows)
    return await _facilities(work, _NAMED, reach.facilities), sorted(reach.regions)


async def list_facilities_that_ran(work: Work, code: str) -> list[PracticeFacility]:
    """The facilities that have opened a program of the practice, by name: it can be adopted from them."""
    return await _facilities(work, _RAN, code)


async def _facilities(work: Work, sql: str, value: object) -> list[PracticeFacility]:
    return [PracticeFacility(**row) for row in await work.connection.fetch(sql, value)]


def may_publish(work: Work) -> bool:
    """Whether the reader may publish national practices."""
    return work.actor.may(KEEPERS, NATION)


def may_change(work: Work, template: Template) -> bool:
    """Whether the reader may publish the next version of this one."""
    return work.actor.may(KEEPERS, Scope(frozenset({template.facility.id})) if template.facility else NATION)


async def _catalogue(work: Work, code: str | None) -> Catalogue:
    rows = await work.connection.fetch(_PUBLISHED, code, code is None)
    return shipped_catalogue().with_published(map(template_of, rows))
