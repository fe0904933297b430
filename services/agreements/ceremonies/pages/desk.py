"""GET, POST /seremoni/{id}/meja

An open desk asks for this page again and again with the tag of its content. The script `meja.js` takes the rows that
have changed; without it, each button is a form of its own, and the page is as old as the last click.
"""

import hashlib
from typing import Annotated, Literal, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from services.agreements.ceremonies.commands.desk import MarkAgreement, SignAtDesk, mark_agreement, sign_at_desk
from services.agreements.ceremonies.model.parts import SigningAs
from services.agreements.ceremonies.model.refusals import ListedAgreementUnknown
from services.agreements.ceremonies.queries.showing import (
    AgreementAtDesk,
    ShowCeremony,
    may_change,
    own_units,
    show_ceremony,
)
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import CeremonyMark
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
TAG_CHARACTERS = 32


class AtDesk(BaseModel):
    """The row and the button that was pressed; `party` counts the partners of the row, `signer` those who sign."""

    row: int = Field(ge=1, le=1_000)
    action: CeremonyMark | Literal["sign", "unmark"]
    party: int = Field(1, ge=1, le=40)
    signer: int = Field(1, ge=1, le=10)
    position: ShortText | None = None

    @property
    def mark(self) -> CeremonyMark | None:
        """The mark for the agreement; None takes the mark back."""
        return None if self.action == "sign" or self.action == "unmark" else self.action  # noqa: PLR1714 -- for mypy


class PlaceAtDesk(NamedTuple):
    """The row to go to, whether to go to the next one that waits, and the row that was recorded last."""

    wanted: int | None
    next_one: bool
    recorded: int


def _place(
    baris: Annotated[int | None, Query(ge=1, le=1_000, description="the row to go to")] = None,
    berikut: Annotated[Literal["1"] | None, Query(description="without a row: go to the next one that waits")] = None,
    sesudah: Annotated[int, Query(ge=0, le=1_000, description="the row that was recorded last")] = 0,
) -> PlaceAtDesk:
    return PlaceAtDesk(baris, berikut is not None, sesudah)


@router.get("/seremoni/{ceremony_id}/meja")
async def show_desk(
    request: Request,
    work: CurrentWork,
    screen: CurrentScreen,
    ceremony_id: UUID,
    at: Annotated[PlaceAtDesk, Depends(_place)],
) -> Response:
    """Each agreement with its own result and its own buttons. 304: nothing has changed."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    content = f"{screen.tongue} {ceremony.model_dump_json()}"
    tag = f'"{hashlib.sha256(content.encode()).hexdigest()[:TAG_CHARACTERS]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    opened = ceremony.state == "open"
    listed = {each.keeper_id for each in ceremony.entries}
    own = {each.id for each in own_units(work, ceremony) if each.id in listed} if opened else set()
    following = ceremony.next_awaited(own, at.recorded)
    page = screen.show(
        "desk.html.j2",
        ceremony=ceremony,
        own=own,
        may_mark=opened and may_change(work, ceremony),
        following=following,
        recorded=at.recorded,
        wanted=at.wanted or (following if at.next_one else None),
    )
    page.headers["ETag"] = tag
    return page


@router.post("/seremoni/{ceremony_id}/meja")
async def record(
    work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID, form: Annotated[AtDesk, form_of(AtDesk)]
) -> Response:
    """Record a signature or a mark; the page leads back to its row."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    row = next((each for each in ceremony.agreements if each.ordinal == form.row), None)
    if row is None:
        raise ListedAgreementUnknown(id=form.row)
    if form.action == "sign":
        party_id = _party(row, form.party)
        signs_as = SigningAs(position=form.position) if form.position else None
        await sign_at_desk(work, SignAtDesk(ceremony_id, row.agreement_id, party_id, form.signer, signs_as))
    else:
        await mark_agreement(work, MarkAgreement(ceremony_id, row.agreement_id, form.mark))
    return screen.go(f"/seremoni/{ceremony_id}/meja?sesudah={form.row}#baris-{form.row}", saved=False)


def _party(row: AgreementAtDesk, number: int) -> UUID:
    if number > len(row.partners):
        raise ListedAgreementUnknown(id=row.agreement_id)
    return row.partners[number - 1].party_id
