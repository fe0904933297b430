"""The sums of outcomes: those of a facility in a year, by product and unit, and of every facility that one reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.months.access import scope_to_read
from services.programs.outcomes.model.period import Period
from services.programs.program.access import OFFICES
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import OutputUnit, Product
from shared.values.quantities import Quantity
from shared.web.cursors import Page, PageRequest


class ProductSum(BaseModel):
    """One product in one unit. Numbers of different units are never added.

    `value` is the sum in rupiah of those whose value is known; `without_value` is how many have none.
    """

    product: Product
    unit: OutputUnit
    outputs: int
    quantity: Quantity
    sold: Quantity
    value: int
    without_value: int


class FacilityYield(BaseModel):
    """The outcomes of a facility in one year."""

    facility_id: UUID
    facility_name: str
    year: int
    products: list[ProductSum]
    performances: int
    performers: int


@dataclass(frozen=True, slots=True)
class ShowYield:
    """The outcomes of a facility in one year."""

    facility_id: UUID
    year: int


@dataclass(frozen=True, slots=True)
class ListYields:
    """A page of the facilities that the actor reads, with the outcomes of one year."""

    year: int
    page: PageRequest


# A year belongs to the last day of an outcome, which is in the same year as the first.
_PRODUCTS = """
SELECT facility_id, product, unit, count(*) AS outputs, sum(quantity) AS quantity,
       coalesce(sum(quantity) FILTER (WHERE disposal = 'sold'), 0) AS sold,
       coalesce(sum(value), 0)::bigint AS value, count(*) FILTER (WHERE value IS NULL) AS without_value
FROM outcome JOIN output ON outcome_id = outcome.id JOIN program ON program.id = program_id
WHERE facility_id = ANY ($1::uuid[]) AND until BETWEEN $2 AND $3 AND retracted_at IS NULL
GROUP BY facility_id, product, unit ORDER BY product, unit
"""
_PERFORMANCES = """
SELECT facility_id, count(DISTINCT outcome.id) AS performances, coalesce(sum(number), 0)::bigint AS performers
FROM outcome JOIN performance_group ON outcome_id = outcome.id JOIN program ON program.id = program_id
WHERE facility_id = ANY ($1::uuid[]) AND until BETWEEN $2 AND $3 AND retracted_at IS NULL
GROUP BY facility_id
"""
_FACILITIES = """
SELECT id, name FROM facility
WHERE ($1 OR id = ANY ($2::uuid[]) OR region = ANY ($3::text[])) AND ($4::text IS NULL OR (name, id) > ($4, $5))
ORDER BY name, id LIMIT $6
"""


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def show_yield(work: Work, query: ShowYield) -> FacilityYield:
    """The products of a facility in a year by product and unit, and its performances."""
    facility = await work.connection.fetchrow("SELECT id, name FROM facility WHERE id = $1", query.facility_id)
    (found,) = await _yields(work, query.year, [facility])
    return found


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_yields(work: Work, query: ListYields) -> Page[FacilityYield]:
    """The same of each facility that the actor reads, by name; one without outcomes has empty sums."""
    reach = work.actor.reach(OFFICES)
    facilities = await work.connection.fetch(
        _FACILITIES,
        *(reach.nation, reach.facilities, reach.regions),
        *query.page.after_as(str, UUID),
        query.page.limit + 1,
    )
    found = await _yields(work, query.year, facilities)
    return query.page.cut(found, lambda each: (each.facility_name, each.facility_id))


async def _yields(work: Work, year: int, facilities: Iterable[Mapping[str, Any]]) -> list[FacilityYield]:
    names = {row["id"]: row["name"] for row in facilities}
    days = Period.read(str(year))
    products = await work.connection.fetch(_PRODUCTS, list(names), days.first, days.last)
    performances = await work.connection.fetch(_PERFORMANCES, list(names), days.first, days.last)
    given = {row["facility_id"]: row for row in performances}
    return [
        FacilityYield(
            facility_id=id_,
            facility_name=name,
            year=year,
            products=[ProductSum(**row) for row in products if row["facility_id"] == id_],
            performances=given[id_]["performances"] if id_ in given else 0,
            performers=given[id_]["performers"] if id_ in given else 0,
        )
        for id_, name in names.items()
    ]
