"""The rows of a measure: regions for those who read several, otherwise the facilities within reach."""

from typing import Literal

from pydantic import BaseModel

from services.programs.measures.model.period import Period
from services.programs.program.access import OFFICES
from shared.access import Work

RowKind = Literal["region", "facility"]


class MeasuredUnit(BaseModel):
    """The unit of a row: a region by its code, or a facility by its id; the name of a region is that of its office."""

    kind: RowKind
    unit: str
    name: str


UNITS = """
unit AS MATERIALIZED (
    SELECT f.id AS facility_id, CASE WHEN $4 THEN f.region ELSE f.id::text END AS unit,
           CASE WHEN $4 THEN coalesce(o.name, f.region) ELSE f.name END AS name
    FROM facility f LEFT JOIN measured_office o ON o.region = f.region
    WHERE ($1 OR f.id = ANY ($2::uuid[]) OR f.region = ANY ($3::text[])) AND ($5::text IS NULL OR f.region = $5)
)
"""
"""The facilities within reach with the row to which each belongs; $1 to $7 are the values of `values_of`."""


def row_kind(work: Work, region: str | None) -> RowKind:
    """The rows that the actor reads: the nation by regions, a region or less by facilities."""
    reach = work.actor.reach(OFFICES)
    return "region" if region is None and (reach.nation or len(reach.regions) > 1) else "facility"


def values_of(work: Work, region: str | None, period: Period) -> tuple[object, ...]:
    """The values of a measure: reach, kind of rows, chosen region, first and last day."""
    reach = work.actor.reach(OFFICES)
    by_region = row_kind(work, region) == "region"
    return (reach.nation, reach.facilities, reach.regions, by_region, region, period.first.first, period.last.last)
