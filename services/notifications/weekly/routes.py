"""Routes of the week of a unit.

GET /weekly-summary
"""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from services.notifications.weekly.model import UnitWeek
from services.notifications.weekly.queries import ShownWeek, ShowWeek, show_week
from shared.values.terms import Day
from shared.values.texts import Text
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["weekly"])


class GroupSummary(BaseModel):
    """The matters of one kind: opened and closed in the week, open and overdue now."""

    name: Text
    opened: int
    closed: int
    open: int
    overdue: int


class UnitSummary(BaseModel):
    """The week of one unit; a kind of matter without any is left out."""

    scope_kind: str
    unit: str
    groups: list[GroupSummary]

    @classmethod
    def of(cls, unit: UnitWeek) -> "UnitSummary":
        """The summary of a unit."""
        groups = [
            GroupSummary(**{name: getattr(each, name) for name in GroupSummary.model_fields}) for each in unit.groups
        ]
        return cls(scope_kind=unit.scope_kind, unit=unit.unit, groups=groups)


class WeeklySummary(BaseModel):
    """A week from Monday to Sunday, for each unit that the account heads."""

    monday: date
    sunday: date
    units: list[UnitSummary]

    @classmethod
    def of(cls, shown: ShownWeek) -> "WeeklySummary":
        """The summary of a week."""
        week = shown.week
        return cls(monday=week.monday, sunday=week.sunday, units=[UnitSummary.of(each) for each in shown.units])


@router.get("/weekly-summary", summary="Pekan satuan kerja / the week of a unit")
async def show(
    work: CurrentWork, day: Annotated[Day | None, Query(description="any day of the week; without it, today")] = None
) -> WeeklySummary:
    """Show what opened, was closed and is overdue at the desks of each unit that the account heads."""
    return WeeklySummary.of(await show_week(work, ShowWeek(day)))
