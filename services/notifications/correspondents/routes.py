"""Routes of correspondents, for the keepers of master data. The links themselves are pages that need no account.

GET /correspondents
POST /correspondents
GET /correspondents/{correspondent_id}
POST /correspondents/{correspondent_id}/endings
POST /links/{link_id}/withdrawals
"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, JsonValue

from services.notifications.correspondents import queries
from services.notifications.correspondents.commands import keeping, links
from services.notifications.correspondents.model.correspondents import Correspondent
from shared.values.cooperation import Channel
from shared.values.inputs import ShortText
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["correspondents"])

EXAMPLE: dict[str, JsonValue] = {
    "partner_id": "019a2f00-0000-7000-8000-00000000c0de",
    "office": "Bagian Kerja Sama",
    "channel": "email",
    "address": "kerja.sama@contoh.example",
    "consent": None,
    "valid_until": None,
}


class NewCorrespondent(BaseModel):
    """An office of a partner that is reached without an account; a telephone number needs the letter of consent."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    partner_id: UUID
    office: ShortText
    channel: Channel
    address: ShortText
    consent: ShortText | None = None
    valid_until: Day | None = None


class CorrespondentState(BaseModel):
    """A correspondent without its address: this answer is kept for repetitions of the request."""

    id: UUID
    channel: Channel
    valid_until: date | None
    ended_at: datetime | None

    @classmethod
    def of(cls, correspondent: Correspondent) -> "CorrespondentState":
        """The state of a correspondent."""
        return cls(**{name: getattr(correspondent, name) for name in cls.model_fields})


class LinkWithdrawn(BaseModel):
    """The link that opens nothing any more."""

    id: UUID
    withdrawn_at: datetime | None


@router.get("/correspondents", summary="Narahubung tanpa akun / correspondents without an account")
async def list_all(
    work: CurrentWork, page: PageParameters, partner_id: Annotated[UUID | None, Query()] = None
) -> Page[queries.ListedCorrespondent]:
    """List correspondents, newest first. No address is shown."""
    return await queries.list_correspondents(work, queries.ListCorrespondents(page, partner_id))


@router.post("/correspondents", summary="Daftarkan narahubung / register a correspondent")
async def register(work: CurrentWork, body: NewCorrespondent) -> Created[CorrespondentState]:
    """Register an office that gets each notice of its partner with a link, and needs no account to see it."""
    made = await keeping.register_correspondent(work, keeping.RegisterCorrespondent(**dict(body)))
    return Created(CorrespondentState.of(made), made.version, f"/correspondents/{made.id}")


@router.get("/correspondents/{correspondent_id}", summary="Narahubung / one correspondent")
async def show(work: CurrentWork, correspondent_id: UUID) -> Versioned[queries.CorrespondentDetails]:
    """Show a correspondent with its address and its latest links; no secret of a link is stored."""
    found = await queries.show_correspondent(work, queries.ShowCorrespondent(correspondent_id))
    return Versioned(found, found.correspondent.version)


@router.post("/correspondents/{correspondent_id}/endings", summary="Akhiri narahubung / end a correspondent")
async def end(
    work: CurrentWork, correspondent_id: UUID, expected_version: ExpectedVersion
) -> Versioned[CorrespondentState]:
    """End a correspondent: its links open nothing any more, and nothing more is sent."""
    ended = await keeping.end_correspondent(work, keeping.EndCorrespondent(correspondent_id, expected_version))
    return Versioned(CorrespondentState.of(ended), ended.version)


@router.post("/links/{link_id}/withdrawals", summary="Tarik tautan / withdraw a link")
async def withdraw(work: CurrentWork, link_id: UUID) -> LinkWithdrawn:
    """Withdraw a link. A second time changes nothing."""
    link = await links.withdraw_link(work, links.WithdrawLink(link_id))
    return LinkWithdrawn(id=link.id, withdrawn_at=link.withdrawn_at)
