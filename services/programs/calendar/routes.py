"""The routes of the calendar.

GET /calendars
GET /facilities/{id}/calendar
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.programs.calendar import queries
from services.programs.calendar.model import Month
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["calendar"])


@router.get("/calendars", summary="UPT yang kalendernya dapat dibaca / facilities whose calendars may be read")
async def list_calendars(work: CurrentWork) -> list[queries.CalendarFacility]:
    """The facilities within the reach of the reader, by name."""
    return await queries.list_calendars(work, queries.ListCalendars())


@router.get("/facilities/{facility_id}/calendar", summary="Kalender UPT / calendar of a facility")
async def show_calendar(
    work: CurrentWork, facility_id: UUID, *, month: Annotated[str, Query(pattern=r"^[12]\d{3}-(0[1-9]|1[0-2])$")]
) -> queries.FacilityCalendar:
    """Sessions, cancelled sessions, cohorts, openings, suspensions, ends, and days that are due, in one month."""
    return await queries.show_calendar(work, queries.ShowCalendar(facility_id, Month.read(month)))
