"""POST /agreements/{id}/declines
POST /agreements/{id}/cancellations
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Receipt
from services.agreements.signing.commands.ends import Cancel, Decline, cancel, decline
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["signing"])


class Refused(BaseModel):
    """The party that will not sign, and the reason."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"party_id": "019c0000-0000-7000-8000-000000000003", "reason": "Mitra mengundurkan diri."}]
        },
    )

    party_id: UUID
    reason: Paragraph


class Cancellation(BaseModel):
    """The reason why the agreement is given up."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Pagu anggaran dihapus."}]})

    reason: Paragraph


@router.post("/agreements/{agreement_id}/declines", summary="Catat penolakan pihak / record that a party declines")
async def record_decline(
    work: CurrentWork, agreement_id: UUID, body: Refused, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Record that a party will not sign, also after others have signed; a new draft is possible afterwards."""
    receipt = await decline(work, Decline(agreement_id, expected_version, body.party_id, body.reason))
    return Versioned(receipt, receipt.version)


@router.post("/agreements/{agreement_id}/cancellations", summary="Batalkan / cancel an agreement")
async def record_cancellation(
    work: CurrentWork, agreement_id: UUID, body: Cancellation, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Give up an agreement that some have signed."""
    receipt = await cancel(work, Cancel(agreement_id, expected_version, body.reason))
    return Versioned(receipt, receipt.version)
