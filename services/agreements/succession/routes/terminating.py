"""POST /agreements/{id}/terminations"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Receipt
from services.agreements.succession.commands.terminating import TerminateAgreement, terminate_agreement
from shared.values.cooperation import TerminationGround
from shared.values.inputs import Paragraph
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["succession"])


class Termination(BaseModel):
    """The ground on which a signed agreement ends early, its last day in force, and the reason."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"ground": "by_consent", "terminated_on": "2026-06-30", "reason": "Mitra memindahkan kegiatannya."}
            ]
        },
    )

    ground: TerminationGround
    terminated_on: Day
    reason: Paragraph

    def command(self, agreement_id: UUID, expected_version: int) -> TerminateAgreement:
        """The command that this body asks for."""
        return TerminateAgreement(agreement_id, expected_version, **dict(self))


@router.post("/agreements/{agreement_id}/terminations", summary="Akhiri perjanjian / terminate an agreement")
async def terminate(
    work: CurrentWork, agreement_id: UUID, body: Termination, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """End a signed agreement before its term; admission to its programs closes."""
    receipt = await terminate_agreement(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)
