"""Keeps the practices that are published by command, beside those that are shipped."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.programs.catalogue.model.catalogue import Catalogue
from services.programs.catalogue.model.refusals import FacilityUnknown
from services.programs.catalogue.model.rows import template_of
from services.programs.catalogue.model.template import PracticeFacility, Template
from services.programs.catalogue.shipped import shipped_catalogue
from shared.postgres.connections import Connection
from shared.values.terms import Zone


@dataclass(frozen=True, slots=True)
class KeepingFacility:
    """A facility as its own practice names it, and its time zone."""

    facility: PracticeFacility
    zone: Zone


async def load_catalogue(connection: Connection, *codes: str) -> Catalogue:
    """The shipped and the national practices, and those of facilities that are named."""
    rows = await connection.fetch(
        "SELECT * FROM practice_details WHERE facility_id IS NULL OR code = ANY ($1::text[]) ORDER BY code, version",
        list(codes),
    )
    return shipped_catalogue().with_published(map(template_of, rows))


async def lock_catalogue(connection: Connection, *codes: str) -> Catalogue:
    """The same, while nothing else is published until the transaction ends."""
    # Two practices that differ by their names only are found if they are published one after the other.
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('catalogue of practices'))")
    return await load_catalogue(connection, *codes)


async def load_same_course(connection: Connection, catalogue: Catalogue, template: Template) -> Template | None:
    """Another practice in force with the same method and the same stages."""
    for each in catalogue.national():
        if each.code != template.code and each.course == template.course:
            return each
    row = await connection.fetchrow(
        """SELECT * FROM practice_details
           WHERE course = $1 AND code <> $2 AND newest AND facility_id IS NOT NULL ORDER BY code LIMIT 1""",
        template.course,
        template.code,
    )
    return template_of(row) if row else None


async def load_fields_waiting(connection: Connection) -> frozenset[str]:
    """The fields of signed scope items that had no template, which the directorate general may have added lately."""
    rows = await connection.fetch("SELECT DISTINCT field FROM template_gap")
    return frozenset(row["field"] for row in rows)


async def load_keeper(connection: Connection, facility_id: UUID) -> KeepingFacility:
    """A facility as it is today. Raises `FacilityUnknown`."""
    row = await connection.fetchrow("SELECT id, name, region, zone FROM facility WHERE id = $1", facility_id)
    if row is None:
        raise FacilityUnknown(id=facility_id)
    return KeepingFacility(PracticeFacility(id=row["id"], name=row["name"], region=row["region"]), row["zone"])


async def load_has_run(connection: Connection, facility_id: UUID, code: str) -> bool:
    """Whether the facility has ever opened a program of the practice."""
    found: bool = await connection.fetchval(
        "SELECT EXISTS (SELECT FROM program WHERE facility_id = $1 AND template = $2 AND opened_on IS NOT NULL)",
        facility_id,
        code,
    )
    return found


async def insert_practice(connection: Connection, template: Template, published_at: datetime) -> None:
    """Insert a version. The lock of the catalogue makes sure that it is a new one."""
    origin = template.adopted_from
    await connection.execute(
        """INSERT INTO practice (code, version, content, course, facility_id, under, adopted_from, adopted_version,
                                 learned_at, change, published_on, published_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""",
        template.code,
        template.version,
        json.dumps(template.content(), ensure_ascii=False),
        template.course,
        template.facility.id if template.facility else None,
        template.under,
        origin.code if origin else None,
        origin.version if origin else None,
        origin.facility.id if origin and origin.facility else None,
        template.change,
        template.published_on,
        published_at,
    )
