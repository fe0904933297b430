"""GET, POST /posisi/baru"""

from typing import Annotated, Literal, cast, get_args

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.agreements.register.commands.positions import AssignPosition, assign_position
from services.agreements.register.model.units import REGION_CODE
from services.agreements.register.pages.units import units_to_assign_in
from services.agreements.register.queries.positions import ListPositions, list_positions
from services.agreements.register.queries.units import ListOffices, list_offices
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.values.inputs import Account, ShortText
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
NATION: Literal["nation:"] = "nation:"
UNIT_OF_POSITION = r"^(facility|region|nation|partner):[0-9a-zA-Z-]{0,40}$"


class NewPosition(BaseModel):
    """Which account may act as what, where, and for how long; `unit_of_position` is the level and the unit."""

    account: Account
    capability: Capability
    unit_of_position: str = Field(pattern=UNIT_OF_POSITION)
    capacity: Capacity = "definitive"
    position_title: ShortText | None = None
    letter_of_assignment: ShortText | None = None
    valid_from: FormDay | None = None
    valid_until: FormDay | None = None

    def command(self) -> AssignPosition:
        """The command that this form asks for."""
        kind, _, unit = self.unit_of_position.partition(":")
        return AssignPosition(
            account=self.account,
            capability=self.capability,
            scope_kind=cast("ScopeKind", kind),
            unit=unit,
            capacity=self.capacity,
            title=self.position_title,
            letter=self.letter_of_assignment,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
        )


@router.get("/posisi/baru")
async def show_new_position(
    work: CurrentWork,
    screen: CurrentScreen,
    *,
    wilayah: Annotated[str | None, Query(pattern=REGION_CODE)] = None,
    tugas: Capability | None = None,
    unit: Annotated[str | None, Query(pattern=UNIT_OF_POSITION)] = None,
) -> Response:
    """The form; `wilayah` narrows the facilities for accounts of several regions, the others are chosen before."""
    # Only those who may assign positions see the form.
    await list_positions(work, ListPositions(None, None, PageRequest(after=None, limit=1)))
    nation = work.actor.reach((Capability.OPERATOR, Capability.HEAD, Capability.MASTER_DATA_KEEPER)).nation
    return screen.show(
        "assigning.html.j2",
        units=await units_to_assign_in(work, wilayah),
        nation=NATION if nation else None,
        offices=await list_offices(work, ListOffices()) if nation else (),
        region_shown=wilayah,
        chosen={"tugas": tugas.value if tugas else None, "unit": unit},
        capabilities_offered=list(Capability),
        capacities=get_args(Capacity),
    )


@router.post("/posisi/baru")
async def assign(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[NewPosition, form_of(NewPosition)],
    wilayah: Annotated[str | None, Query(pattern=REGION_CODE)] = None,
) -> Response:
    """Assign a position to an account."""
    await assign_position(work, form.command())
    return screen.go("/posisi")
