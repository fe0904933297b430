"""GET /bulan/{facility_id}/{month}/laporan
GET /bulan/{facility_id}/{month}/laporan/tabel
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from starlette.responses import Response

from services.programs.months.model.month import MONTH_PATTERN, Month
from services.programs.reports.queries import ExportReport, ShowReport, export_report, show_report
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.tables.formats import Format
from shared.web.edge import CurrentWork
from shared.web.tables import send_table

router = APIRouter(route_class=PageRoute)
MonthText = Annotated[str, Path(pattern=MONTH_PATTERN)]


@router.get("/bulan/{facility_id}/{month}/laporan")
async def show(work: CurrentWork, screen: CurrentScreen, facility_id: UUID, month: MonthText) -> Response:
    """The report of a month, on screen and on paper."""
    chosen = Month.read(month)
    return screen.show("report.html.j2", month=chosen, report=await show_report(work, ShowReport(facility_id, chosen)))


@router.get("/bulan/{facility_id}/{month}/laporan/tabel")
async def show_table(work: CurrentWork, facility_id: UUID, month: MonthText, bentuk: Format = "xlsx") -> Response:
    """The report as a table."""
    table = await export_report(work, ExportReport(facility_id, Month.read(month), bentuk))
    return send_table(table, f"laporan-{month}", bentuk)
