"""POST and GET /agreements, GET /agreements/{id} and its history, PUT its draft."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from services.agreements.agreement.commands.drafting import (
    ChangeDraft,
    DraftAgreement,
    change_draft,
    draft_agreement,
)
from services.agreements.agreement.model.drafts import DraftedScopeItem, NewParty, NewScopeItem
from services.agreements.agreement.model.parts import Level, Receipt
from services.agreements.agreement.model.states import StateToday
from services.agreements.agreement.queries.listing import AgreementLine, ListAgreements, list_agreements
from services.agreements.agreement.queries.showing import (
    AgreementView,
    HistoryLine,
    ShowAgreement,
    ShowHistory,
    show_agreement,
    show_history,
)
from services.agreements.register.model.units import REGION_CODE
from shared.values.cooperation import Instrument
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Term
from shared.web.cursors import Page, WantedPage
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import SeenVersion
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
    # A national agreement may name every facility, of which there are 612.
    parties: tuple[NewParty, ...] = Field(max_length=700)
    scope_items: tuple[NewScopeItem, ...] = Field((), max_length=60)


class ChangedDraft(_Content):
    """What the draft says from now on: what is left out is taken out."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"title": "Nota Kesepakatan", "term": _TERM, "scope_items": [_ITEM]}]}
    )

    scope_items: tuple[DraftedScopeItem, ...] = Field((), max_length=60)


@router.post("/agreements", summary="Buat draf / draft an agreement")
async def draft(work: CurrentWork, body: NewAgreement) -> Created[Receipt]:
    """Register a draft that begins a line; an extension is drafted at its predecessor."""
    receipt = await draft_agreement(
        work,
        DraftAgreement(
            instrument=body.instrument,
            level=body.level,
            title=body.title,
            parties=body.parties,
            term=body.term,
            legal_basis=body.legal_basis,
            funding=body.funding,
            scope_items=body.scope_items,
        ),
    )
    return Created(receipt, receipt.version, f"/agreements/{receipt.id}")


@router.get("/agreements", summary="Perjanjian / agreements")
async def list_all(
    work: CurrentWork,
    page: WantedPage,
    *,
    facility: UUID | None = None,
    region: Annotated[str | None, Query(pattern=REGION_CODE)] = None,
    partner: UUID | None = None,
    state: StateToday | None = None,
) -> Page[AgreementLine]:
    """One page of the agreements that concern the reader's units, the newest first."""
    return await list_agreements(work, ListAgreements(facility, region, partner, state, page))


@router.get("/agreements/{agreement_id}", summary="Satu perjanjian / one agreement")
async def show(work: CurrentWork, agreement_id: UUID) -> Versioned[AgreementView]:
    """Parties with signatures, scope, the state today, what is missing, and how the scope differs."""
    view = await show_agreement(work, ShowAgreement(agreement_id))
    return Versioned(view, view.version)


@router.get("/agreements/{agreement_id}/history", summary="Riwayat / history")
async def history(work: CurrentWork, agreement_id: UUID) -> list[HistoryLine]:
    """Every move so far, the first one first."""
    return await show_history(work, ShowHistory(agreement_id))


@router.put("/agreements/{agreement_id}/draft", summary="Ubah draf / change the draft")
async def change(work: CurrentWork, agreement_id: UUID, body: ChangedDraft, seen: SeenVersion) -> Versioned[Receipt]:
    """Say anew what the draft contains, as long as it is a draft; parties, instrument and level stay."""
    receipt = await change_draft(
        work,
        ChangeDraft(
            agreement_id=agreement_id,
            seen=seen,
            title=body.title,
            term=body.term,
            legal_basis=body.legal_basis,
            funding=body.funding,
            scope_items=body.scope_items,
        ),
    )
    return Versioned(receipt, receipt.version)
