"""GET, POST /program/{id}/pembiayaan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from services.programs.program.commands.funding import RecordFunding, record_funding
from services.programs.program.model.funding import LARGEST_AMOUNT, Funding
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.program.queries.steps import may_run
from shared.console.forms import form_of
from shared.console.numbers import TYPED_NUMBER
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import FundingSource
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class FundingRow(BaseModel):
    """One source."""

    source: FundingSource
    amount: Annotated[int | None, TYPED_NUMBER, Field(ge=1, le=LARGEST_AMOUNT)] = None


def _chosen(value: object) -> object:
    """The rows with a source; the others were left empty."""
    if not isinstance(value, dict):
        return value
    return {name: row for name, row in value.items() if not isinstance(row, dict) or "source" in row}


class FundingForm(BaseModel):
    """All sources, by the number of their row."""

    funding: Annotated[dict[int, FundingRow], BeforeValidator(_chosen)] = {}

    def command(self, program_id: UUID, expected_version: int) -> RecordFunding:
        """The command that this form asks for."""
        rows = (row for _, row in sorted(self.funding.items()))
        funding = tuple(Funding(source=row.source, amount=row.amount) for row in rows)
        return RecordFunding(program_id, expected_version, funding)


@router.get("/program/{program_id}/pembiayaan")
async def show_funding(work: CurrentWork, screen: CurrentScreen, program_id: UUID) -> Response:
    """The form with the sources on record, and an empty row."""
    program = await show_program(work, ShowProgram(program_id))
    return screen.show(
        "funding.html.j2",
        program=program,
        possible=program.state != "joined" and may_run(work, program.facility),
        sources=get_args(FundingSource),
    )


@router.post("/program/{program_id}/pembiayaan")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    program_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[FundingForm, form_of(FundingForm)],
) -> Response:
    """Record the sources."""
    await record_funding(work, form.command(program_id, expected_version))
    return screen.go(f"/program/{program_id}")
