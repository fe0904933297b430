"""GET, POST /seremoni/{id}/daftar"""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from services.agreements.ceremonies.commands.enlisting import ListOwnAgreements, list_own_agreements
from services.agreements.ceremonies.model.parts import ListedAgreement
from services.agreements.ceremonies.pages.form import Chosen, signatories_of
from services.agreements.ceremonies.pages.units import ChosenUnit, unit_of
from services.agreements.ceremonies.queries.listing import ListAgreementsToSign, list_agreements_to_sign
from services.agreements.ceremonies.queries.showing import CeremonyDetails, ShowCeremony, own_units, show_ceremony
from shared.console.forms import form_of, several
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class OwnAgreementFields(BaseModel):
    """Agreements to add, rows to take off the list, and the position of each partner's signatory by its row."""

    unit_id: UUID
    agreements: Chosen = ()
    positions: Annotated[Mapping[str, ShortText], Field(max_length=200)] = {}
    removed: Annotated[tuple[int, ...], BeforeValidator(several), Field(max_length=200)] = ()


@router.get("/seremoni/{ceremony_id}/daftar")
async def show_own(work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID, unit: ChosenUnit = None) -> Response:
    """The unit's rows of the list, and its agreements that can be added."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    chosen = unit_of(work, ceremony, unit)
    more = await list_agreements_to_sign(work, ListAgreementsToSign(chosen.id, ceremony.id))
    listed = {each.agreement_id for each in ceremony.entries}
    return screen.show(
        "enlisting.html.j2",
        ceremony=ceremony,
        unit=chosen,
        units=own_units(work, ceremony),
        rows=[each for each in ceremony.agreements if each.keeper_id == chosen.id],
        more=[each for each in more if each.agreement_id not in listed],
    )


@router.post("/seremoni/{ceremony_id}/daftar")
async def list_own(
    work: CurrentWork,
    screen: CurrentScreen,
    ceremony_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[OwnAgreementFields, form_of(OwnAgreementFields)],
) -> Response:
    """Save the unit's part of the list; the rows of other units stay as they are."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    chosen = ceremony.unit(form.unit_id)
    agreements = _list(ceremony, chosen.id, form)
    ids = {each.agreement_id for each in agreements}
    # Their programs that open are chosen by the interface; those of a row that is taken off the list go with it.
    opens = tuple(each for each in ceremony.opens if each.agreement_id in ids)
    command = ListOwnAgreements(ceremony_id, chosen.id, expected_version, agreements, opens)
    await list_own_agreements(work, command)
    return screen.go(f"/seremoni/{ceremony_id}")


def _list(ceremony: CeremonyDetails, unit_id: UUID, form: OwnAgreementFields) -> tuple[ListedAgreement, ...]:
    entries = {each.agreement_id: each for each in ceremony.entries}
    kept = [
        ListedAgreement(
            agreement_id=row.agreement_id,
            signatories=signatories_of(entries[row.agreement_id], row, form.positions.get(str(row.ordinal))),
        )
        for row in ceremony.agreements
        if row.keeper_id == unit_id and row.ordinal not in form.removed
    ]
    return (*kept, *(ListedAgreement(agreement_id=each) for each in form.agreements))
