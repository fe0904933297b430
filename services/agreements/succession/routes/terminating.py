"""POST /agreements/{id}/terminations
POST /agreements/{id}/termination-withdrawals
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Receipt
from services.agreements.succession.commands.terminating import (
    TerminateAgreement,
    WithdrawNotice,
    terminate_agreement,
    withdraw_notice,
)
from shared.values.cooperation import TerminationGround
from shared.values.inputs import Paragraph
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["succession"])


class NoticeWithdrawal(BaseModel):
    """The reason why the notice is taken back."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Disepakati lanjut."}]})

    reason: Paragraph


class Termination(BaseModel):
    """The ground on which a signed agreement ends early, its last day in force, and the reason.

    `noticed_on` is the day on which notice was given (today if it is left out), `noticed_by` the party that gave it.
    """

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
    noticed_on: Day | None = None
    noticed_by: UUID | None = None

    def command(self, agreement_id: UUID, expected_version: int) -> TerminateAgreement:
        """The command that this body asks for."""
        return TerminateAgreement(agreement_id, expected_version, **dict(self))


@router.post("/agreements/{agreement_id}/terminations", summary="Akhiri perjanjian / terminate an agreement")
async def terminate(
    work: CurrentWork, agreement_id: UUID, body: Termination, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """End a signed agreement before its term, now or when a day to come is over; admission to its programs closes."""
    receipt = await terminate_agreement(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)


@router.post(
    "/agreements/{agreement_id}/termination-withdrawals",
    summary="Tarik kembali pengakhiran / withdraw a notice of termination",
)
async def withdraw(
    work: CurrentWork, agreement_id: UUID, body: NoticeWithdrawal, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Take a notice back before it takes effect; the agreement is in force until the end of its term."""
    receipt = await withdraw_notice(work, WithdrawNotice(agreement_id, expected_version, body.reason))
    return Versioned(receipt, receipt.version)
