"""GET, POST /unit/{id}/data"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.register.commands.facts import RecordFact, record_fact
from services.agreements.register.model.facts import FactKind, UnitFact
from services.agreements.register.queries.units import ShowUnit, may_keep_units, show_unit
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NewFact(BaseModel):
    """A fact from a day on, and the list from which it was taken."""

    fact_kind: FactKind
    value: ShortText
    valid_from: FormDay
    source: ShortText

    def command(self, unit_id: UUID) -> RecordFact:
        """The command that this form asks for."""
        fact = UnitFact(kind=self.fact_kind, valid_from=self.valid_from, value=self.value, source=self.source)
        return RecordFact(unit_id, fact)


@router.get("/unit/{unit_id}/data")
async def show_new_fact(work: CurrentWork, screen: CurrentScreen, unit_id: UUID) -> Response:
    """The form."""
    unit = await show_unit(work, ShowUnit(unit_id))
    return screen.show("facts.html.j2", unit=unit, kinds=get_args(FactKind), may_keep=may_keep_units(work))


@router.post("/unit/{unit_id}/data")
async def record(
    work: CurrentWork, screen: CurrentScreen, unit_id: UUID, form: Annotated[NewFact, form_of(NewFact)]
) -> Response:
    """Record the fact."""
    await record_fact(work, form.command(unit_id))
    return screen.go(f"/unit/{unit_id}")
