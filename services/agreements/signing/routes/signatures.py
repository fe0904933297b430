"""POST /agreements/{id}/signatures
POST /agreements/{id}/signatures/{id}/voidings
PUT /agreements/{id}/signing-plan
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Receipt, Signature
from services.agreements.signing.commands.planning import PlanSigning, plan_signing
from services.agreements.signing.commands.signatures import (
    RecordSignature,
    VoidSignature,
    record_signature,
    void_signature,
)
from shared.values.capabilities import Capacity
from shared.values.cooperation import SignatureMethod, SignsFor
from shared.values.ids import new_id
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["signing"])


class NewSignature(BaseModel):
    """The position and capacity in which a party signed, in whose name, how and when.

    `override_reason` is needed when the directorate general records the signature of a facility or an office.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "party_id": "019c0000-0000-7000-8000-000000000003",
                    "position": "Kepala Lapas",
                    "capacity": "daily_acting",
                    "letter": "SPRIN-7/2026",
                    "method": "wet_ink",
                    "signed_on": "2026-02-20",
                }
            ]
        },
    )

    party_id: UUID
    position: ShortText
    capacity: Capacity = "definitive"
    signs_for: SignsFor = "own"
    letter: ShortText | None = None
    method: SignatureMethod
    signed_on: Day
    signed_at: AwareDatetime | None = None
    evidence: ShortText | None = None
    override_reason: Paragraph | None = None
    dated_on: Day | None = None

    def command(self, agreement_id: UUID, expected_version: int) -> RecordSignature:
        """The command that this body asks for."""
        signature = Signature(id=new_id(), ordinal=0, **self.model_dump(exclude={"dated_on"}))
        return RecordSignature(agreement_id, expected_version, signature, self.dated_on)


class Voiding(BaseModel):
    """The reason why a signature does not count.

    `override_reason` is needed when the directorate general acts for a facility or an office.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"party_id": "019c0000-0000-7000-8000-000000000003", "reason": "Halaman terakhir tanpa cap dinas."}
            ]
        },
    )

    party_id: UUID
    reason: Paragraph
    override_reason: Paragraph | None = None

    def command(self, agreement_id: UUID, signature_id: UUID, expected_version: int) -> VoidSignature:
        """The command that this body asks for."""
        return VoidSignature(
            agreement_id, expected_version, self.party_id, signature_id, self.reason, self.override_reason
        )


class SigningPlan(BaseModel):
    """The planned day of signing; null gives it up. After `sign_before` the agreement lapses unless all have signed."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"planned_on": "2026-02-20", "sign_before": "2026-06-30"}]},
    )

    planned_on: Day | None
    sign_before: Day | None = None
    reason: Paragraph | None = None

    def command(self, agreement_id: UUID, expected_version: int) -> PlanSigning:
        """The command that this body asks for."""
        return PlanSigning(agreement_id, expected_version, **dict(self))


@router.post("/agreements/{agreement_id}/signatures", summary="Catat tanda tangan / record a signature")
async def sign(
    work: CurrentWork, agreement_id: UUID, body: NewSignature, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Record one party's signature; an acting official or an unlikely day gives a caution."""
    receipt = await record_signature(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)


@router.post(
    "/agreements/{agreement_id}/signatures/{signature_id}/voidings", summary="Batalkan tanda tangan / void a signature"
)
async def void(
    work: CurrentWork, agreement_id: UUID, signature_id: UUID, body: Voiding, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Void a signature, which is possible until all have signed; the party may then sign again."""
    receipt = await void_signature(work, body.command(agreement_id, signature_id, expected_version))
    return Versioned(receipt, receipt.version)


@router.put("/agreements/{agreement_id}/signing-plan", summary="Rencanakan penandatanganan / plan the signing")
async def plan(
    work: CurrentWork, agreement_id: UUID, body: SigningPlan, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Set, move or give up the day of signing of a validated text."""
    receipt = await plan_signing(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)
