"""POST /agreements
POST /agreements/registrations
GET /agreements
GET /agreements/count
GET /agreements/{id}
GET /agreements/{id}/history
GET /agreements/{id}/texts
PUT /agreements/{id}/draft
POST /agreements/{id}/drafting
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import ConfigDict, Field
from pydantic.config import JsonDict, JsonValue

from services.agreements.agreement.commands.drafting import (
    BeginDrafting,
    ChangeDraft,
    DraftAgreement,
    begin_drafting,
    change_draft,
    draft_agreement,
)
from services.agreements.agreement.commands.registering import RegisterAgreement, register_agreement
from services.agreements.agreement.model.drafts import DraftContent
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.model.registration import KnownNumber
from services.agreements.agreement.queries import listing, showing
from services.agreements.agreement.queries.listing import AgreementSummary, BoundedCount
from services.agreements.agreement.queries.parameters import WantedAgreements
from services.agreements.agreement.queries.showing import AgreementDetails, HistoryEntry, TextVersion
from shared.values.cooperation import Confidence, Level, RegistrationSource
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["agreement"])

_TERM: JsonDict = {"kind": "fixed", "starts_on": "2026-03-01", "ends_on": "2029-02-28"}
_ITEM: JsonDict = {"field": "health", "description": "Pemeriksaan kesehatan berkala", "pillar": "personality"}
_PARTIES: list[JsonValue] = [
    {"unit_id": "d9895dee-7ae9-5558-8c58-55f01710de26"},
    {"unit_id": "019c0000-0000-7000-8000-000000000001"},
]


class NewAgreement(DraftContent):
    """A draft between two or more units; by default it is carried out at the facilities among the principals."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "instrument": "synergy_memorandum",
                    "level": "facility",
                    "title": "Nota Kesepakatan Pembinaan Warga Binaan",
                    "parties": _PARTIES,
                    "term": _TERM,
                    "scope_items": [_ITEM],
                }
            ]
        }
    )

    level: Level = "facility"
    keeper_id: UUID | None = None
    exploration: bool = False

    def command(self) -> DraftAgreement:
        """The command that this body asks for."""
        return DraftAgreement(**dict(self))


class Registration(DraftContent):
    """An agreement that was signed elsewhere, with whatever is known of it; the rest is listed as missing."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "instrument": "synergy_memorandum",
                    "level": "facility",
                    "title": "Nota Kesepakatan Pembinaan Warga Binaan",
                    "parties": _PARTIES,
                    "term": {"kind": "fixed", "starts_on": "2023-03-01", "ends_on": "2026-02-28"},
                    "scope_items": [_ITEM],
                    "source": "paper",
                    "confidence": "confirmed",
                    "signed_on": "2023-02-20",
                    "numbers": [
                        {"unit_id": "d9895dee-7ae9-5558-8c58-55f01710de26", "number": "CONTOH-1/2023"},
                    ],
                }
            ]
        }
    )

    level: Level = "facility"
    keeper_id: UUID | None = None
    source: RegistrationSource
    confidence: Confidence
    predecessor_id: UUID | None = None
    dated_on: Day | None = None
    signed_on: Day | None = None
    ended_on: Day | None = None
    numbers: tuple[KnownNumber, ...] = Field((), max_length=50)

    def command(self) -> RegisterAgreement:
        """The command that this body asks for."""
        return RegisterAgreement(**dict(self))


class ChangedDraft(DraftContent):
    """The new content of the draft; a part that is left out is removed. An item that is named by its id keeps it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "instrument": "synergy_memorandum",
                    "title": "Nota Kesepakatan",
                    "parties": _PARTIES,
                    "term": _TERM,
                    "scope_items": [_ITEM],
                }
            ]
        }
    )

    def command(self, agreement_id: UUID, expected_version: int) -> ChangeDraft:
        """The command that this body asks for."""
        return ChangeDraft(agreement_id=agreement_id, expected_version=expected_version, **dict(self))


@router.post("/agreements", summary="Buat draf / draft an agreement")
async def draft(work: CurrentWork, body: NewAgreement) -> Created[Receipt]:
    """Draft an agreement that begins a line; an extension is drafted at its predecessor."""
    receipt = await draft_agreement(work, body.command())
    return Created(receipt, receipt.version, f"/agreements/{receipt.id}")


@router.post("/agreements/registrations", summary="Catat perjanjian lama / register an agreement of the past")
async def register(work: CurrentWork, body: Registration) -> Created[Receipt]:
    """Register an agreement that was signed elsewhere, straight into its state; it brings no notices of the past.

    One that is not over is registered by a head. One that was signed in the last two weeks gives a caution.
    """
    receipt = await register_agreement(work, body.command())
    return Created(receipt, receipt.version, f"/agreements/{receipt.id}")


@router.get("/agreements", summary="Daftar perjanjian / list agreements")
async def list_agreements(
    work: CurrentWork,
    page: PageParameters,
    wanted: WantedAgreements,
) -> Page[AgreementSummary]:
    """One page of the agreements that concern the reader's units, the newest first.

    `search` has words of the title, of the scope or of a party's name in any form (`pembinaan` finds `membina`), or is
    the registration number or a document number of either side in any spelling.
    """
    return await listing.list_agreements(work, listing.ListAgreements(wanted, page))


@router.get("/agreements/count", summary="Jumlah perjanjian / count agreements")
async def count_agreements(work: CurrentWork, wanted: WantedAgreements) -> BoundedCount:
    """How many agreements the list has with the same filter.

    Beyond a thousand, or a hundred dormant ones, it gives only that there are more.
    """
    return await listing.count_agreements(work, listing.CountAgreements(wanted))


@router.get("/agreements/{agreement_id}", summary="Satu perjanjian / show an agreement")
async def show_agreement(
    work: CurrentWork,
    agreement_id: UUID,
    as_of: Annotated[Day | None, Query(description="As it was on this day, before later addenda.")] = None,
) -> Versioned[AgreementDetails]:
    """Parties, numbers, signatures, scope, the state today, missing parts, and how the scope differs."""
    details = await showing.show_agreement(work, showing.ShowAgreement(agreement_id, as_of))
    return Versioned(details, details.version)


@router.get("/agreements/{agreement_id}/history", summary="Riwayat / list the history")
async def list_history(work: CurrentWork, agreement_id: UUID) -> list[HistoryEntry]:
    """Every move so far, the first one first."""
    return await showing.list_history(work, showing.ListHistory(agreement_id))


@router.get("/agreements/{agreement_id}/texts", summary="Versi naskah / list the texts")
async def list_texts(work: CurrentWork, agreement_id: UUID) -> list[TextVersion]:
    """Every text of the draft so far, with its hash, the first one first."""
    return await showing.list_texts(work, showing.ListTexts(agreement_id))


@router.post("/agreements/{agreement_id}/drafting", summary="Mulai menyusun draf / begin drafting")
async def begin(work: CurrentWork, agreement_id: UUID, expected_version: ExpectedVersion) -> Versioned[Receipt]:
    """Turn an exploration into a draft."""
    receipt = await begin_drafting(work, BeginDrafting(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)


@router.put("/agreements/{agreement_id}/draft", summary="Ubah draf / change the draft")
async def change(
    work: CurrentWork, agreement_id: UUID, body: ChangedDraft, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Replace the content of a draft, except its level and keeper."""
    receipt = await change_draft(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)
