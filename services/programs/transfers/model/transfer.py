"""The transfer: proposed by the facility of origin, answered by the one where the participant is now."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from services.programs.program.model.parts import Facility
from shared.values.labels import label
from shared.values.refusals import Conflict, NotFound, WrongState
from shared.values.texts import Text

TransferState = Literal["proposed", "accepted", "declined"]
TransferDeclineReason = Literal["not_arrived", "no_program", "not_suitable"]
"""The participant has not arrived, the facility has no such program, or the program does not suit the participant."""

ANSWERING = Text("Menjawab usulan pindah", "Answering a proposed transfer")


class TransferNotFound(NotFound):
    """There is no transfer with this id."""

    title = Text("Usulan pindah tidak ditemukan", "Transfer not found")
    detail = Text("Tidak ada usulan pindah dengan id {id}.", "There is no transfer with the id {id}.")


class NotTransferred(Conflict):
    """The enrolment has not ended by a transfer, so nothing can be continued elsewhere."""

    title = Text("Keikutsertaan tidak berakhir karena pindah", "Enrolment did not end by a transfer")
    detail = Text(
        "Keikutsertaan {code} belum berakhir karena pindah. Akhiri dahulu dengan sebab dipindahkan.",
        "The enrolment {code} has not ended by a transfer. End it with that reason first.",
    )


class TransferAlreadyProposed(Conflict):
    """The enrolment is proposed to a facility, or one continues it."""

    title = Text("Usulan pindah sudah ada", "Transfer already proposed")
    detail = Text(
        "Keikutsertaan {code} sudah diusulkan kepada suatu UPT, atau sudah dilanjutkan di sana.",
        "The enrolment {code} is proposed to a facility already, or continues there.",
    )


class TransferToItself(Conflict):
    """The new facility is the one that the participant has left."""

    title = Text("UPT tujuan sama dengan UPT asal", "Transfer to the same facility")
    detail = Text("Pilih UPT lain sebagai tujuan.", "Choose another facility as the destination.")


@dataclass(frozen=True, slots=True)
class Transfer:
    """An enrolment that ended by a transfer, offered to another facility."""

    id: UUID
    enrolment_id: UUID
    origin: Facility
    destination: Facility
    left_on: date
    proposed_on: date
    state: TransferState = "proposed"
    answered_on: date | None = None
    decline_reason: TransferDeclineReason | None = None
    version: int = 1

    def answer(self, day: date, reason: TransferDeclineReason | None) -> "Transfer":
        """The transfer with its answer: declined for a reason, or accepted without one. Raises `WrongState`."""
        if self.state != "proposed":
            now, allowed = label("transfer_state", self.state), [label("transfer_state", "proposed")]
            raise WrongState(operation=ANSWERING, state=now, allowed=allowed)
        state: TransferState = "declined" if reason else "accepted"
        return replace(self, state=state, answered_on=day, decline_reason=reason, version=self.version + 1)


def require_two(origin_id: UUID, destination_id: UUID) -> None:
    """Raise `TransferToItself` unless they are two facilities."""
    if origin_id == destination_id:
        raise TransferToItself
