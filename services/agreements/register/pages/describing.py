"""GET, POST /mitra/{id}/rincian"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from services.agreements.register.commands.particulars import DescribePartner, describe_partner
from services.agreements.register.model.particulars import CONTACTS_AT_MOST, Contact, HeadOffice, RiskFlag
from services.agreements.register.model.partners import PartnerLevel
from services.agreements.register.model.units import REGION_CODE
from services.agreements.register.queries.particulars import ShowParticulars, show_particulars
from services.agreements.register.queries.partners import ShowPartner, show_partner
from services.agreements.register.queries.units import ListOffices, list_offices
from shared.console.forms import FormDay, form_of, rows, several
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Particulars(BaseModel):
    """Level and region, the head with the present term, two contacts, and risks."""

    partner_level: PartnerLevel | None = None
    region: Annotated[str | None, Field(pattern=REGION_CODE)] = None
    head_office: ShortText | None = None
    head_from: FormDay | None = None
    head_until: FormDay | None = None
    contacts: Annotated[tuple[Contact, ...], BeforeValidator(rows)] = Field((), max_length=CONTACTS_AT_MOST)
    risk_flags: Annotated[tuple[RiskFlag, ...], BeforeValidator(several)] = ()

    def command(self, partner_id: UUID, expected_version: int) -> DescribePartner:
        """The command that this form asks for."""
        office = self.head_office
        head = HeadOffice(office=office, valid_from=self.head_from, valid_until=self.head_until) if office else None
        return DescribePartner(
            partner_id, expected_version, self.partner_level, self.region, head, self.contacts, self.risk_flags
        )


@router.get("/mitra/{partner_id}/rincian")
async def show_describing(work: CurrentWork, screen: CurrentScreen, partner_id: UUID) -> Response:
    """The form."""
    return screen.show(
        "describing.html.j2",
        partner=await show_partner(work, ShowPartner(partner_id)),
        particulars=await show_particulars(work, ShowParticulars(partner_id)),
        levels=get_args(PartnerLevel),
        offices=await list_offices(work, ListOffices()),
        flags=get_args(RiskFlag),
        contacts_at_most=CONTACTS_AT_MOST,
    )


@router.post("/mitra/{partner_id}/rincian")
async def describe(
    work: CurrentWork,
    screen: CurrentScreen,
    partner_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Particulars, form_of(Particulars)],
) -> Response:
    """Save the particulars."""
    await describe_partner(work, form.command(partner_id, expected_version))
    return screen.go(f"/mitra/{partner_id}")
