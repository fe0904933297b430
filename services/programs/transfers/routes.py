"""The routes of transfers.

POST /enrolments/{id}/transfers
GET /facilities/{id}/transfers
GET /transfers/{id}
POST /transfers/{id}/acceptances
POST /transfers/{id}/refusals
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from services.programs.transfers import queries
from services.programs.transfers.commands import answering, proposing
from services.programs.transfers.model.transfer import Transfer, TransferDeclineReason, TransferState
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentSettings, CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["transfers"])
EXAMPLE = "0198c1f0-0000-7000-8000-000000000002"


class NewTransfer(BaseModel):
    """The facility where the participant is now."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"facility_id": EXAMPLE}]})

    facility_id: UUID


class TransferAcceptance(BaseModel):
    """The reference by which the new facility knows the participant: its own one, or a new one."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"participant_ref": "P-7F3A91"}]})

    participant_ref: str = Field(pattern=r"^P-[0-9A-Z]{6,32}$")


class TransferRefusal(BaseModel):
    """Why the enrolment is not continued."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "not_arrived"}]})

    reason: TransferDeclineReason


class TransferReceipt(BaseModel):
    """The transfer after a step; `enrolment_id` is what an admission at the new facility continues."""

    id: UUID
    enrolment_id: UUID
    state: TransferState
    version: int

    @classmethod
    def of(cls, transfer: Transfer) -> "TransferReceipt":
        """The receipt of a transfer."""
        return cls(id=transfer.id, enrolment_id=transfer.enrolment_id, state=transfer.state, version=transfer.version)


@router.post("/enrolments/{enrolment_id}/transfers", summary="Usulkan pindahan / propose a transfer")
async def propose_transfer(work: CurrentWork, enrolment_id: UUID, body: NewTransfer) -> Created[TransferReceipt]:
    """Propose that the facility where the participant is now continues an enrolment that ended by a transfer."""
    transfer = await proposing.propose_transfer(work, proposing.ProposeTransfer(enrolment_id, body.facility_id))
    return Created(TransferReceipt.of(transfer), transfer.version, f"/transfers/{transfer.id}")


@router.get("/facilities/{facility_id}/transfers", summary="Daftar pindahan / list transfers")
async def list_transfers(
    work: CurrentWork,
    facility_id: UUID,
    page: PageParameters,
    *,
    direction: Annotated[queries.Direction, Query(description="to the facility, or from it")] = "in",
) -> Page[queries.TransferSummary]:
    """The transfers to a facility or from it, the newest first, for its own officers."""
    return await queries.list_transfers(work, queries.ListTransfers(facility_id, direction, page))


@router.get("/transfers/{transfer_id}", summary="Satu pindahan / show a transfer")
async def show_transfer(work: CurrentWork, transfer_id: UUID) -> Versioned[queries.TransferDetails]:
    """One transfer, for the officers of both facilities."""
    transfer = await queries.show_transfer(work, queries.ShowTransfer(transfer_id))
    return Versioned(transfer, transfer.version)


@router.post("/transfers/{transfer_id}/acceptances", summary="Terima pindahan / accept a transfer")
async def accept_transfer(
    work: CurrentWork,
    settings: CurrentSettings,
    transfer_id: UUID,
    body: TransferAcceptance,
    expected_version: ExpectedVersion,
) -> Versioned[TransferReceipt]:
    """Link the references of both facilities; afterwards an admission can continue the enrolment."""
    command = answering.AcceptTransfer(transfer_id, expected_version, body.participant_ref, settings)
    transfer = await answering.accept_transfer(work, command)
    return Versioned(TransferReceipt.of(transfer), transfer.version)


@router.post("/transfers/{transfer_id}/refusals", summary="Tolak pindahan / decline a transfer")
async def decline_transfer(
    work: CurrentWork, transfer_id: UUID, body: TransferRefusal, expected_version: ExpectedVersion
) -> Versioned[TransferReceipt]:
    """Decline a transfer; the facility of origin may propose it to another one."""
    command = answering.DeclineTransfer(transfer_id, expected_version, body.reason)
    transfer = await answering.decline_transfer(work, command)
    return Versioned(TransferReceipt.of(transfer), transfer.version)
