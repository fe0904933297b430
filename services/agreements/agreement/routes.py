"""POST /agreements
GET /agreements
GET /agreements/{id}
GET /agreements/{id}/history
PUT /agreements/{id}/draft
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from services.agreements.agreement.commands.drafting import ChangeDraft, DraftAgreement, change_draft, draft_agreement
from services.agreements.agreement.model.drafts import DraftedScopeItem, NewParty, NewScopeItem
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.model.states import StateToday
from services.agreements.agreement.queries import listing, showing
from services.agreements.agreement.queries.listing import AgreementSummary
from services.agreements.agreement.queries.showing import AgreementDetails, HistoryEntry
from services.agreements.register.model.units import REGION_CODE
from shared.values.cooperation import Instrument, Level
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Term
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["agreement"])

_TERM: JsonDict = {"effective_from": "2026-03-01", "effective_until": "2029-02-28"}
_ITEM: JsonDict = {"field": "health", "description": "Pemeriksaan kesehatan berkala", "pillar": "personality"}


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: ShortText
    term: Term | None = None
    legal_basis: Paragraph | None = None
    funding: Paragraph | None = None


class NewAgreement(_Content):
    """A draft; term, scope, legal basis and funding may come later, and are listed as missing until then."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "instrument": "synergy_memorandum",
                    "level": "facility",
                    "title": "Nota Kesepakatan Pembinaan Warga Binaan",
                    "parties": [
                        {"facility_id": "d9895dee-7ae9-5558-8c58-55f01710de26"},
                        {"partner_id": "019c0000-0000-7000-8000-000000000001"},
                    ],
                    "term": _TERM,
                    "scope_items": [_ITEM],
                }
            ]
        }
    )

    instrument: Instrument
    level: Level = "facility"
    # A national agreement may name every one of the 612 facilities.
    parties: tuple[NewParty, ...] = Field(max_length=700)
    scope_items: tuple[NewScopeItem, ...] = Field((), max_length=60)

    def command(self) -> DraftAgreement:
        """The command that this body asks for."""
        return DraftAgreement(**dict(self))


class ChangedDraft(_Content):
    """The new content of the draft; a part that is left out is removed."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"title": "Nota Kesepakatan", "term": _TERM, "scope_items": [_ITEM]}]}
    )

    scope_items: tuple[DraftedScopeItem, ...] = Field((), max_length=60)

    def command(self, agreement_id: UUID, expected_version: int) -> ChangeDraft:
        """The command that this body asks for."""
        return ChangeDraft(agreement_id=agreement_id, expected_version=expected_version, **dict(self))


@router.post("/agreements", summary="Buat draf / draft an agreement")
async def draft(work: CurrentWork, body: NewAgreement) -> Created[Receipt]:
    """Draft an agreement that begins a line; an extension is drafted at its predecessor."""
    receipt = await draft_agreement(work, body.command())
    return Created(receipt, receipt.version, f"/agreements/{receipt.id}")


@router.get("/agreements", summary="Daftar perjanjian / list agreements")
async def list_agreements(
    work: CurrentWork,
    page: PageParameters,
    *,
    facility: UUID | None = None,
    region: Annotated[str | None, Query(pattern=REGION_CODE)] = None,
    partner: UUID | None = None,
    state: StateToday | None = None,
) -> Page[AgreementSummary]:
    """One page of the agreements that concern the reader's units, the newest first."""
    return await listing.list_agreements(work, listing.ListAgreements(facility, region, partner, state, page))


@router.get("/agreements/{agreement_id}", summary="Satu perjanjian / show an agreement")
async def show_agreement(work: CurrentWork, agreement_id: UUID) -> Versioned[AgreementDetails]:
    """Parties with signatures, scope, the state today, missing parts, and how the scope differs."""
    details = await showing.show_agreement(work, showing.ShowAgreement(agreement_id))
    return Versioned(details, details.version)


@router.get("/agreements/{agreement_id}/history", summary="Riwayat / list the history")
async def list_history(work: CurrentWork, agreement_id: UUID) -> list[HistoryEntry]:
    """Every move so far, the first one first."""
    return await showing.list_history(work, showing.ListHistory(agreement_id))


@router.put("/agreements/{agreement_id}/draft", summary="Ubah draf / change the draft")
async def change(
    work: CurrentWork, agreement_id: UUID, body: ChangedDraft, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Replace the content of a draft, except its parties, instrument and level."""
    receipt = await change_draft(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)
