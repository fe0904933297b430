"""Measure 9: how many different persons took part, how often, and in how many months nothing took place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from services.programs.measures.model.period import Period, period_of
from services.programs.measures.model.withholding import withhold
from services.programs.measures.queries.units import UNITS, MeasuredUnit, row_kind, values_of
from services.programs.months.model.month import Month
from services.programs.program.access import OFFICES
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.postgres.statements import load_sql
from shared.values.terms import day_in


class Participation(BaseModel):
    """The numbers of one row; null where they are withheld.

    `facilities` is n. `present` and `marks` are numerator and denominator of the attendance rate; open sessions have an
    `audience` instead, in which a person may count more than once. `concurrent` were enrolled in two cohorts at once.
    Of the `months` that are over, some were active, some nihil, and in the silent ones nothing was entered.
    """

    facilities: int
    sessions: int
    open_sessions: int
    participants: int | None
    present: int | None
    marks: int | None
    audience: int | None
    enrolments: int | None
    concurrent: int | None
    months: int
    active_months: int
    nihil_months: int
    silent_months: int


class ParticipationRow(Participation):
    """The numbers of one region or one facility."""

    unit: MeasuredUnit


class ParticipationMeasure(BaseModel):
    """Participation in a period: the rows within the reader's reach, and all of them together."""

    first_month: str
    last_month: str
    rows: list[ParticipationRow]
    total: Participation


@dataclass(frozen=True, slots=True)
class ShowParticipation:
    """Participation in a period; of one region, if it is named. Without months: this year until now."""

    first: Month | None
    last: Month | None
    region: str | None


_SQL = load_sql(__package__, "participation.sql").replace("{units}", UNITS)
_OF_PERSONS = ("participants", "audience", "concurrent")
_BESIDE = {"participants": ("present", "marks", "enrolments")}
"""Numbers that are withheld together with another one, because both are about the same persons."""


@use_case(*OFFICES, scope=anywhere, changes=False)
async def show_participation(work: Work, query: ShowParticipation) -> ParticipationMeasure:
    """Participation of the units within reach. Raises `PeriodEndsEarly` or `PeriodTooLong`."""
    period = period_of(query.first, query.last, day_in(CAPITAL_ZONE, work.now))
    found = await work.connection.fetch(_SQL, *values_of(work, query.region, period), work.now)
    return participation_of(period, row_kind(work, query.region), [dict(row) for row in found])


def participation_of(period: Period, kind: str, found: Sequence[Mapping[str, Any]]) -> ParticipationMeasure:
    """The measure as it may be read, from exact rows of which the last one is the total."""
    rows = [
        # A session whose participants the job has not found yet: its marks are not shown before they are.
        {**row, "marks": row["present"] + row["absent"], "participants": row["participants"] or bool(row["present"])}
        for row in found
    ]
    for name in _OF_PERSONS:
        shown, total = withhold([row[name] for row in rows[:-1]], rows[-1][name])
        for row, count in zip(rows, [*shown, total], strict=True):
            row.update({each: None for each in _BESIDE.get(name, ()) if count is None}, **{name: count})
    *parts, whole = rows
    return ParticipationMeasure(
        first_month=str(period.first),
        last_month=str(period.last),
        rows=[
            ParticipationRow(**{**row, "unit": MeasuredUnit(kind=kind, unit=row["unit"], name=row["name"])})
            for row in parts
        ],
        total=Participation.model_validate(whole),
    )
