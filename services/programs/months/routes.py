"""The routes of months.

GET /facilities/{id}/months
GET /months/{month}
POST /facilities/{id}/months/{month}/closings
"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from services.programs.months import queries
from services.programs.months.commands.closing import CloseMonth, close_month
from services.programs.months.model.month import Month
from shared.values.cooperation import MonthStatement
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["months"])
UNCHANGING = 1
"""The version of a closing, which never changes."""
YEAR = Query(ge=1900, le=2999)
MonthText = Annotated[
    str, Path(pattern=r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2026-03"], description="YYYY-MM")
]


class Closing(BaseModel):
    """The statement of the head: `nihil` confirms that nothing took place."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"nihil": False}]})

    nihil: bool = Field(False, strict=True)


class ClosingReceipt(BaseModel):
    """The month as it was closed."""

    month: str
    statement: MonthStatement
    sessions: int
    active: int
    passive: int
    absent: int
    closed_at: datetime
    due_on: date


@router.get("/facilities/{facility_id}/months", summary="Daftar bulan / list months")
async def list_months(work: CurrentWork, facility_id: UUID, *, year: Annotated[int, YEAR]) -> queries.FacilityYear:
    """The months of a facility that have begun, with their state: running, open, silent, closed or nihil."""
    return await queries.list_months(work, queries.ListMonths(facility_id, year))


@router.get("/months/{month}", summary="Satu bulan semua UPT / list one month of all facilities")
async def list_facility_months(
    work: CurrentWork, month: MonthText, page: PageParameters
) -> Page[queries.FacilityMonth]:
    """One month of each facility that the reader may see: closed, nihil, open or silent."""
    return await queries.list_facility_months(work, queries.ListFacilityMonths(Month.read(month), page))


@router.post("/facilities/{facility_id}/months/{month}/closings", summary="Tutup bulan / close a month")
async def close(work: CurrentWork, facility_id: UUID, month: MonthText, body: Closing) -> Created[ClosingReceipt]:
    """Close a month that is over. Afterwards its sessions change only with a reason and a second person."""
    closing = await close_month(work, CloseMonth(facility_id, Month.read(month), body.nihil))
    delivered = closing.delivered
    receipt = ClosingReceipt(
        month=month,
        statement=closing.statement,
        sessions=delivered.sessions,
        active=delivered.active,
        passive=delivered.passive,
        absent=delivered.absent,
        closed_at=closing.closed_at,
        due_on=closing.month.due,
    )
    return Created(receipt, UNCHANGING, f"/facilities/{facility_id}/months?year={closing.month.year}")
