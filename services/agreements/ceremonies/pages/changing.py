"""GET, POST /seremoni/{id}/persiapan"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from services.agreements.ceremonies.commands.preparing import CeremonyPlan, ChangePreparation, change_preparation
from services.agreements.ceremonies.model.parts import Entry, ListedAgreement, Signatory
from services.agreements.ceremonies.pages.form import PlanFields, lines_of, seats, signatories_of
from services.agreements.ceremonies.pages.guests import possible_guests
from services.agreements.ceremonies.queries.listing import ListAgreementsToSign, list_agreements_to_sign
from services.agreements.ceremonies.queries.showing import (
    AgreementAtDesk,
    CeremonyDetails,
    ShowCeremony,
    show_ceremony,
)
from shared.console.forms import form_of, several
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
T = TypeVar("T")
_MOVE = re.compile("(up|down)-([0-9]{1,3})")


class ChangedPlan(PlanFields):
    """The plan with the position of each partner's signatory, by the number of its row.

    `removed` are rows to take off the list. `move` is the button that sent the form, such as `up-12`.
    """

    positions: Annotated[Mapping[str, ShortText], Field(max_length=200)] = {}
    removed: Annotated[tuple[int, ...], BeforeValidator(several), Field(max_length=200)] = ()
    move: Annotated[str | None, Field(pattern=f"^{_MOVE.pattern}$")] = None


@router.get("/seremoni/{ceremony_id}/persiapan")
async def show_preparation(
    work: CurrentWork,
    screen: CurrentScreen,
    ceremony_id: UUID,
    peserta: Annotated[bool, Query(description="whether to show every unit that may be a guest")] = False,
) -> Response:
    """The plan and the list in its order, and the agreements that can be added."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    more = await list_agreements_to_sign(work, ListAgreementsToSign(ceremony.keeper.id, ceremony.id))
    listed = {each.agreement_id for each in ceremony.entries}
    return screen.show(
        "changing.html.j2",
        ceremony=ceremony,
        speakers=lines_of(ceremony.speakers),
        witnesses=lines_of(ceremony.witnesses),
        more=[each for each in more if each.agreement_id not in listed],
        all_guests=peserta,
        near=await possible_guests(work, ceremony.keeper)
        if peserta
        else [(each.id, each.name) for each in ceremony.guests],
    )


@router.post("/seremoni/{ceremony_id}/persiapan")
async def change(
    work: CurrentWork,
    screen: CurrentScreen,
    ceremony_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[ChangedPlan, form_of(ChangedPlan)],
) -> Response:
    """Save everything on the page; the buttons that move a row save it as well, so that nothing typed is lost."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    plan = CeremonyPlan(
        title=form.ceremony_title,
        planned_on=form.held_on_plan,
        begins_at=form.begins_at,
        venue=form.venue,
        speakers=seats(form.speakers, ceremony.keeper.id),
        witnesses=seats(form.witnesses, ceremony.keeper.id),
        guests=form.guests,
        agreements=_list(ceremony, form),
        opens=tuple(each for each in ceremony.opens if each.agreement_id in _kept(ceremony, form)),
    )
    await change_preparation(work, ChangePreparation(ceremony_id, expected_version, plan))
    if form.move is None:
        return screen.go(f"/seremoni/{ceremony_id}")
    direction, row = form.move.split("-")
    moved_to = int(row) + (-1 if direction == "up" else 1)
    return screen.go(f"/seremoni/{ceremony_id}/persiapan#baris-{moved_to}", saved=False)


def _kept(ceremony: CeremonyDetails, form: ChangedPlan) -> set[UUID]:
    units = {ceremony.keeper.id, *form.guests}
    return {
        each.agreement_id for each in ceremony.entries if each.ordinal not in form.removed and each.keeper_id in units
    }


def _list(ceremony: CeremonyDetails, form: ChangedPlan) -> tuple[ListedAgreement, ...]:
    """The list in its new order: kept agreements with their signatories, then added ones.

    The rows of a guest that is no guest any more leave the list with it.
    """
    entries, kept_ids = list(ceremony.entries), _kept(ceremony, form)
    if form.move is not None:
        direction, row = form.move.split("-")
        entries = moved(entries, int(row) - 1, -1 if direction == "up" else 1)
    rows = {each.agreement_id: each for each in ceremony.agreements}
    kept = [
        ListedAgreement(
            agreement_id=each.agreement_id,
            signatories=_signatories(ceremony, each, rows[each.agreement_id], form),
        )
        for each in entries
        if each.agreement_id in kept_ids
    ]
    return (*kept, *(ListedAgreement(agreement_id=each) for each in form.agreements))


def moved(rows: Sequence[T], index: int, by: int) -> list[T]:
    """The rows with one of them moved up or down; at either end it stays."""
    found = list(rows)
    other = index + by
    if 0 <= index < len(found) and 0 <= other < len(found):
        found[index], found[other] = found[other], found[index]
    return found


def _signatories(
    ceremony: CeremonyDetails, entry: Entry, row: AgreementAtDesk, form: ChangedPlan
) -> tuple[Signatory, ...]:
    if entry.keeper_id != ceremony.keeper.id:
        return entry.signatories
    return signatories_of(entry, row, form.positions.get(str(entry.ordinal)))
