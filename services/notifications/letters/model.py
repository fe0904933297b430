"""A letter about one notice: prepared by Sinergi, sent with a number, chased after ten working days, answered."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from services.notifications.directory.model import Desk
from services.notifications.inbox.model import Notice
from shared.values.capabilities import NATION, Capability, Scope
from shared.values.cooperation import LetterAnswer
from shared.values.ids import new_id
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.terms import Zone
from shared.values.texts import Text
from shared.values.working_days import office_calendar

WORKING_DAYS_BEFORE = 3
"""Most matters close within days: only what stays open is written on paper, so a ceremony of forty is no heap of it."""
WORKING_DAYS_TO_ANSWER = 10
LetterState = Literal["prepared", "sent", "answered"]


class LetterNotFound(NotFound):
    """No letter has this id."""

    title = Text("Surat tidak ditemukan", "No such letter")
    detail = Text("Tidak ada surat {letter_id}.", "There is no letter {letter_id}.")


class LetterAlreadySent(Conflict):
    """The letter has its number already."""

    title = Text("Surat sudah dikirim", "Letter already sent")
    detail = Text("Surat ini sudah dikirim dengan nomor {number}.", "This letter was sent with the number {number}.")


class LetterNotSent(Conflict):
    """The letter was not sent, or its answer is on record."""

    title = Text("Surat tidak menunggu jawaban", "Letter waits for no answer")
    detail = Text(
        "Surat ini belum dikirim atau jawabannya sudah dicatat.",
        "This letter was not sent, or its answer is on record already.",
    )


class LetterDayWrong(Invalid):
    """The day of a letter or of its answer cannot be."""

    title = Text("Tanggal tidak mungkin", "The day cannot be")
    detail = Text(
        "Tanggal surat atau jawabannya tidak boleh sesudah hari ini, dan jawaban tidak mendahului surat.",
        "The day of a letter or of its answer is not after today, and an answer is not before the letter.",
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a partner about a notice; `facility_id` sends it, or without one the directorate general."""

    id: UUID
    notice_id: UUID
    partner_id: UUID
    facility_id: UUID | None
    zone: Zone
    write_on: date
    number: str | None = None
    sent_on: date | None = None
    chase_on: date | None = None
    answered_on: date | None = None
    answer: LetterAnswer | None = None
    version: int = 1

    @classmethod
    def about(cls, notice: Notice, today: date) -> "Letter":
        """The letter about a notice for a partner; it is to be written if the matter stays open."""
        write_on = _working_days_after(today, WORKING_DAYS_BEFORE)
        return cls(new_id(), notice.id, UUID(notice.desk.unit), notice.facility_id, notice.zone, write_on)

    @property
    def desk(self) -> Desk:
        """The desk that sends it and chases its answer."""
        if self.facility_id is None:
            return Desk(Capability.MASTER_DATA_KEEPER, "nation")
        return Desk(Capability.COOPERATION_OFFICER, "facility", str(self.facility_id))

    @property
    def scope(self) -> Scope:
        """The unit that sends it."""
        return Scope(facilities=frozenset({self.facility_id})) if self.facility_id else NATION

    @property
    def state(self) -> LetterState:
        """How far it has come."""
        if self.answer is not None:
            return "answered"
        return "prepared" if self.sent_on is None else "sent"

    def send(self, number: str, sent_on: date, today: date) -> "Letter":
        """The letter as it was sent; its answer is chased ten working days later. Raises a refusal."""
        if self.number is not None:
            raise LetterAlreadySent(number=self.number)
        if sent_on > today:
            raise LetterDayWrong
        chase_on = _working_days_after(sent_on, WORKING_DAYS_TO_ANSWER)
        return replace(self, number=number, sent_on=sent_on, chase_on=chase_on, version=self.version + 1)

    def answered(self, answer: LetterAnswer, on: date, today: date) -> "Letter":
        """The letter with its answer. Raises `LetterNotSent` or `LetterDayWrong`."""
        if self.state != "sent":
            raise LetterNotSent
        if on > today or on < (self.sent_on or on):
            raise LetterDayWrong
        return replace(self, answer=answer, answered_on=on, version=self.version + 1)


def _working_days_after(day: date, count: int) -> date:
    for _ in range(count):
        day = office_calendar().next_after(day)
    return day
