"""GET, POST /bulan/{facility_id}/{month}/penutupan"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.months.commands.closing import CloseMonth, close_month
from services.programs.months.model.month import MONTH_PATTERN, Month
from services.programs.months.queries.of_facility import ListMonths, list_months
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
MonthText = Annotated[str, Path(pattern=MONTH_PATTERN)]


class Closing(BaseModel):
    """The statement of the head: `nihil` confirms that nothing took place."""

    nihil: bool = False


@router.get("/bulan/{facility_id}/{month}/penutupan")
async def show_closing(work: CurrentWork, screen: CurrentScreen, facility_id: UUID, month: MonthText) -> Response:
    """The numbers on record, and the statement that fits them."""
    chosen = Month.read(month)
    found = await list_months(work, ListMonths(facility_id, chosen.year))
    entry = next((each for each in found.months if each.month == month), None)
    return screen.show(
        "closing.html.j2",
        month=chosen,
        found=found,
        entry=entry,
        closes=await close_month.permits(work, CloseMonth(facility_id, chosen, nihil=False)),
    )


@router.post("/bulan/{facility_id}/{month}/penutupan")
async def close(
    work: CurrentWork,
    screen: CurrentScreen,
    facility_id: UUID,
    month: MonthText,
    form: Annotated[Closing, form_of(Closing)],
) -> Response:
    """Close the month."""
    chosen = Month.read(month)
    await close_month(work, CloseMonth(facility_id, chosen, form.nihil))
    return screen.go(f"/bulan/{facility_id}?tahun={chosen.year}")
