"""The outputs and performances of a program, and one of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.outcomes.access import scope_to_read
from services.programs.outcomes.model.period import Period
from services.programs.program import access as program_access
from services.programs.program.access import OFFICES
from services.programs.sessions.model.audience import AudienceGroup
from services.programs.sessions.queries.sessions import FulfilledItem
from shared.access import Work, use_case
from shared.values.cooperation import OutcomeKind, OutputDisposal, OutputUnit, Product
from shared.values.quantities import Quantity
from shared.values.terms import ClockTime
from shared.web.cursors import Page, PageRequest


class OutcomeSummary(BaseModel):
    """The common facts of outputs and performances. `delivered_for`: the scope items that it fulfils."""

    id: UUID
    program_id: UUID
    cohort_id: UUID | None
    delivered_for: list[FulfilledItem]
    version: int
    retracted: bool


class OutputDetails(OutcomeSummary):
    """An output. `made` is a day, a month or a year; the value is in rupiah."""

    made: str
    product: Product
    description: str | None
    quantity: Quantity
    unit: OutputUnit
    value: int | None
    disposal: OutputDisposal
    evidence_id: UUID | None

    @property
    def period(self) -> Period:
        """The days of making."""
        return Period.read(self.made)


class PerformanceDetails(OutcomeSummary):
    """A performance, with its performers by kind."""

    held_on: date
    starts_at: ClockTime | None
    occasion: str
    venue: str
    performers: list[AudienceGroup]
    ceremony_id: UUID | None
    meeting_id: UUID | None

    @property
    def period(self) -> Period:
        """Its day."""
        return Period(self.held_on, self.held_on)


@dataclass(frozen=True, slots=True)
class ListOutcomes:
    """A page of the outcomes of one kind of a program, of all years or one."""

    program_id: UUID
    year: int | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowOutcome:
    """One outcome of a kind."""

    kind: OutcomeKind
    outcome_id: UUID


_OUTCOMES = """
SELECT outcome.id, outcome.program_id, cohort_id, version, retracted_at IS NOT NULL AS retracted, until,
       since AS held_on, part.*, performers, fulfilled.delivered_for
FROM outcome
JOIN {kind} AS part ON outcome_id = outcome.id
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('participants', participants, 'number', number)
                              ORDER BY participants), '[]') AS performers
    FROM performance_group AS g WHERE g.outcome_id = outcome.id
) AS groups
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('agreement_id', agreement_id, 'line_id', line_id,
                                                 'scope_item_id', scope_item_id) ORDER BY scope_item_id), '[]')
               AS delivered_for
    FROM outcome_delivery AS d JOIN authorisation USING (program_id, scope_item_id) WHERE d.outcome_id = outcome.id
) AS fulfilled
WHERE {which}
"""
_OF_PROGRAM = """outcome.program_id = $1 AND retracted_at IS NULL
  AND ($2::date IS NULL OR until BETWEEN $2 AND $3) AND ($4::date IS NULL OR (until, outcome.id) < ($4, $5))
ORDER BY until DESC, outcome.id DESC LIMIT $6"""


@use_case(*OFFICES, scope=program_access.scope_to_read, changes=False)
async def list_outputs(work: Work, query: ListOutcomes) -> Page[OutputDetails]:
    """The outputs of a program, the latest first, without those that were retracted."""
    outputs = [OutputDetails(**each) for each in await _list(work, "output", query)]
    return query.page.cut(outputs, lambda output: (output.period.last, output.id))


@use_case(*OFFICES, scope=program_access.scope_to_read, changes=False)
async def list_performances(work: Work, query: ListOutcomes) -> Page[PerformanceDetails]:
    """The performances of a program, the latest first, without those that were retracted."""
    performances = [PerformanceDetails(**each) for each in await _list(work, "performance", query)]
    return query.page.cut(performances, lambda performance: (performance.held_on, performance.id))


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def show_output(work: Work, query: ShowOutcome) -> OutputDetails:
    """One output; a retracted one is marked."""
    return OutputDetails(**await _show(work, query))


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def show_performance(work: Work, query: ShowOutcome) -> PerformanceDetails:
    """One performance; a retracted one is marked."""
    return PerformanceDetails(**await _show(work, query))


async def _list(work: Work, kind: OutcomeKind, query: ListOutcomes) -> list[dict[str, Any]]:
    year = Period.read(str(query.year)) if query.year else None
    rows = await work.connection.fetch(
        _OUTCOMES.format(kind=kind, which=_OF_PROGRAM),
        query.program_id,
        year.first if year else None,
        year.last if year else None,
        *query.page.after_as(date.fromisoformat, UUID),
        query.page.limit + 1,
    )
    return [_fields(row) for row in rows]


async def _show(work: Work, query: ShowOutcome) -> dict[str, Any]:
    row = await work.connection.fetchrow(_OUTCOMES.format(kind=query.kind, which="outcome.id = $1"), query.outcome_id)
    return _fields(row)


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, **{name: json.loads(row[name]) for name in ("performers", "delivered_for")}}
