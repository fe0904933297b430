"""Measure 6: visits that led to a plan, and plans whose practice was found running after six months."""

from dataclasses import dataclass

from pydantic import BaseModel

from services.programs.measures.model.period import period_of
from services.programs.measures.queries.units import UNITS, MeasuredUnit, row_kind, values_of
from services.programs.months.model.month import Month
from services.programs.program.access import OFFICES
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.postgres.statements import load_sql
from shared.values.terms import day_in

SPREAD_FROM = 3
"""A practice has spread once so many plans were confirmed."""


class Replication(BaseModel):
    """The numbers of one row.

    `confirmed` of `due` is the measure; `due` are the plans whose check is due or done, and `unchecked` those of them
    without a result. `median_days` runs over the `opened` programs; null without one. `facilities` is n.
    """

    facilities: int
    visits: int
    visits_with_plan: int
    plans: int
    due: int
    confirmed: int
    abandoned: int
    unchecked: int
    opened: int
    median_days: int | None
    spread_practices: int


class ReplicationRow(Replication):
    """The numbers of one region or one facility."""

    unit: MeasuredUnit


class ReplicationMeasure(BaseModel):
    """Replication from visits of a period: the rows within the reader's reach, and all of them together."""

    first_month: str
    last_month: str
    rows: list[ReplicationRow]
    total: Replication


@dataclass(frozen=True, slots=True)
class ShowReplication:
    """Replication from visits of a period; of guests of one region, if it is named."""

    first: Month | None
    last: Month | None
    region: str | None


_SQL = load_sql(__package__, "replication.sql").replace("{units}", UNITS).replace("{spread_from}", str(SPREAD_FROM))


@use_case(*OFFICES, scope=anywhere, changes=False)
async def show_replication(work: Work, query: ShowReplication) -> ReplicationMeasure:
    """Replication at the guests within reach. Raises `PeriodEndsEarly` or `PeriodTooLong`."""
    today = day_in(CAPITAL_ZONE, work.now)
    period = period_of(query.first, query.last, today)
    kind = row_kind(work, query.region)
    *parts, whole = map(dict, await work.connection.fetch(_SQL, *values_of(work, query.region, period), today))
    return ReplicationMeasure(
        first_month=str(period.first),
        last_month=str(period.last),
        rows=[
            ReplicationRow(**{**row, "unit": MeasuredUnit(kind=kind, unit=row["unit"], name=row["name"])})
            for row in parts
        ],
        total=Replication.model_validate(whole),
    )
