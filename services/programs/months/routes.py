"""The routes of months.

GET /facilities/{id}/months
GET /months/{month}
GET /months/{month}/counts
GET /months/{month}/regions
GET /months/{month}/table
POST /facilities/{id}/months/{month}/closings
"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from services.programs.months.commands.closing import CloseMonth, close_month
from services.programs.months.model.closing import MonthState
from services.programs.months.model.month import MONTH_PATTERN, Month
from services.programs.months.queries import of_facilities, of_facility
from shared.values.cooperation import MonthStatement
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created
from shared.web.tables import TableFormat, send_table, table_answer

router = APIRouter(route_class=WorkRoute, tags=["months"])
UNCHANGING = 1
"""The version of a closing, which never changes."""
YEAR = Query(ge=1900, le=2999)
MonthText = Annotated[str, Path(pattern=MONTH_PATTERN, examples=["2026-03"], description="YYYY-MM")]


TABLE = table_answer("The list as a table.")


def wanted_months(
    month: MonthText,
    region: Annotated[str | None, Query(min_length=1, max_length=20, description="code of a region")] = None,
    state: Annotated[MonthState | None, Query(description="only facilities with the month in this state")] = None,
) -> of_facilities.WantedMonths:
    """The month and the filters of a request."""
    return of_facilities.WantedMonths(Month.read(month), region, state)


WantedParameters = Annotated[of_facilities.WantedMonths, Depends(wanted_months)]


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
async def list_months(work: CurrentWork, facility_id: UUID, *, year: Annotated[int, YEAR]) -> of_facility.FacilityYear:
    """The months of a facility that have begun, with their state: running, open, silent, closed or nihil."""
    return await of_facility.list_months(work, of_facility.ListMonths(facility_id, year))


@router.get("/months/{month}", summary="Satu bulan semua UPT / list one month of all facilities")
async def list_facility_months(
    work: CurrentWork, wanted: WantedParameters, page: PageParameters
) -> Page[of_facilities.FacilityMonth]:
    """One month of each facility that the reader may see: closed, nihil, open or silent."""
    return await of_facilities.list_facility_months(work, of_facilities.ListFacilityMonths(wanted, page))


@router.get("/months/{month}/counts", summary="Jumlah UPT per status / count facilities by state")
async def count_facility_months(work: CurrentWork, wanted: WantedParameters) -> list[of_facilities.MonthCount]:
    """How many facilities have the month running, open, silent, closed or nihil."""
    return await of_facilities.count_facility_months(work, of_facilities.CountFacilityMonths(wanted))


@router.get("/months/{month}/regions", summary="Satu bulan per wilayah / one month by region")
async def list_month_regions(work: CurrentWork, month: MonthText) -> list[of_facilities.RegionMonth]:
    """The regions that the reader may see, with how many facilities they have and how many have closed the month."""
    return await of_facilities.list_month_regions(work, of_facilities.ListMonthRegions(Month.read(month)))


@router.get(
    "/months/{month}/table", summary="Ekspor satu bulan / export one month", response_class=Response, responses=TABLE
)
async def list_facility_months_as_table(
    work: CurrentWork, wanted: WantedParameters, format_: TableFormat = "xlsx"
) -> Response:
    """The list as a workbook or a CSV file."""
    table = await of_facilities.export_facility_months(work, of_facilities.ExportFacilityMonths(wanted, format_))
    return send_table(table, f"bulan-{wanted.month}", format_)


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
