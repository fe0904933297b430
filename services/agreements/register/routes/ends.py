"""POST /partners/{id}/mergers
POST /partners/{id}/merger-reversals
POST /partners/{id}/closings
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.register.commands.closing import ClosePartner, close_partner
from services.agreements.register.commands.merging import MergePartner, ReverseMerger, merge_partner, reverse_merger
from services.agreements.register.model.answers import PartnerReceipt
from services.agreements.register.model.partners import Partner
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["register"])


class Merger(BaseModel):
    """The partner that stays, and why the two are the same."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"into": "019c0000-0000-7000-8000-000000000004", "reason": "Terdaftar dua kali"}]
        },
    )

    into: UUID
    reason: Paragraph
    letter: ShortText | None = None

    def command(self, partner_id: UUID, expected_version: int) -> MergePartner:
        """The command that this body asks for."""
        return MergePartner(partner_id, self.into, self.reason, expected_version, self.letter)


class MergerReversal(BaseModel):
    """Why the two are different partners after all."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Dua lembaga dengan nama yang mirip"}]}
    )

    reason: Paragraph
    letter: ShortText | None = None

    def command(self, partner_id: UUID, expected_version: int) -> ReverseMerger:
        """The command that this body asks for."""
        return ReverseMerger(partner_id, self.reason, expected_version, self.letter)


class Closing(BaseModel):
    """The last day of the partner, and why it no longer exists."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"closed_on": "2026-01-26", "reason": "Yayasan dibubarkan"}]}
    )

    closed_on: Day
    reason: Paragraph

    def command(self, partner_id: UUID, expected_version: int) -> ClosePartner:
        """The command that this body asks for."""
        return ClosePartner(partner_id, self.closed_on, self.reason, expected_version)


@router.post("/partners/{partner_id}/mergers", summary="Gabungkan mitra / merge a partner")
async def merge(
    work: CurrentWork, partner_id: UUID, body: Merger, expected_version: ExpectedVersion
) -> Versioned[Partner]:
    """Let the id of this partner resolve to another one from now on; answers with the one that stays."""
    partner = await merge_partner(work, body.command(partner_id, expected_version))
    return Versioned(partner, partner.version)


@router.post("/partners/{partner_id}/merger-reversals", summary="Batalkan penggabungan / take a merger back")
async def reverse(
    work: CurrentWork, partner_id: UUID, body: MergerReversal, expected_version: ExpectedVersion
) -> Versioned[Partner]:
    """Let a merged partner be itself again; its version is in `merged` of the partner that stayed.

    What named its id names it again. What was agreed in the name of the partner that stayed remains with that one.
    """
    partner = await reverse_merger(work, body.command(partner_id, expected_version))
    return Versioned(partner, partner.version)


@router.post("/partners/{partner_id}/closings", summary="Tutup mitra / close a partner")
async def close(
    work: CurrentWork, partner_id: UUID, body: Closing, expected_version: ExpectedVersion
) -> Versioned[PartnerReceipt]:
    """Record that a partner no longer exists; what it agreed stays on record. Live agreements give a caution."""
    partner = await close_partner(work, body.command(partner_id, expected_version))
    return Versioned(partner, partner.version)
