"""The routes of monthly reports.

GET /facilities/{id}/months/{month}/report
GET /facilities/{id}/months/{month}/report/table
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from starlette.responses import Response

from services.programs.months.model.month import MONTH_PATTERN, Month
from services.programs.reports.queries import ExportReport, MonthReport, ShowReport, export_report, show_report
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.tables import TableFormat, send_table, table_answer

router = APIRouter(route_class=WorkRoute, tags=["months"])
MonthText = Annotated[str, Path(pattern=MONTH_PATTERN, examples=["2026-03"], description="YYYY-MM")]
TABLE = table_answer("The report as a table.")


@router.get("/facilities/{facility_id}/months/{month}/report", summary="Laporan bulan / report of a month")
async def show_month_report(work: CurrentWork, facility_id: UUID, month: MonthText) -> MonthReport:
    """The numbers of a month by program; the report is approved once the month is closed."""
    return await show_report(work, ShowReport(facility_id, Month.read(month)))


@router.get(
    "/facilities/{facility_id}/months/{month}/report/table",
    summary="Ekspor laporan bulan / export the report of a month",
    response_class=Response,
    responses=TABLE,
)
async def show_month_report_as_table(
    work: CurrentWork, facility_id: UUID, month: MonthText, format_: TableFormat = "xlsx"
) -> Response:
    """The report as a workbook or a CSV file."""
    table = await export_report(work, ExportReport(facility_id, Month.read(month), format_))
    return send_table(table, f"laporan-{month}", format_)
