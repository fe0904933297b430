"""Letters are prepared where nothing else reaches a partner, sent with a number, and answered."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.notifications.inbox.model import Notice
from services.notifications.letters.access import SENDERS, scope_to_change
from services.notifications.letters.model import Letter
from services.notifications.letters.store import insert_letter, lock_letter, save_letter
from shared.access import Work, use_case
from shared.values.cooperation import LetterAnswer
from shared.values.terms import day_in
from shared.web.preconditions import require_version


async def prepare_letter(work: Work, notice: Notice) -> None:
    """Prepare the letter about a notice for a partner that nothing else reaches. Mere information is not written."""
    if notice.desk.scope_kind == "partner" and notice.severity != "information":
        await insert_letter(work.connection, Letter.about(notice, day_in(notice.zone, work.now)))


@dataclass(frozen=True, slots=True)
class SendLetter:
    """A letter was signed and sent under this number of the unit's register."""

    letter_id: UUID
    number: str
    sent_on: date
    expected_version: int


@use_case(*SENDERS, scope=scope_to_change)
async def send_letter(work: Work, command: SendLetter) -> Letter:
    """Record the number and the day of a letter."""
    letter = await lock_letter(work.connection, command.letter_id)
    require_version(letter.version, command.expected_version)
    sent = letter.send(command.number, command.sent_on, day_in(letter.zone, work.now))
    await save_letter(work.connection, sent)
    return sent


@dataclass(frozen=True, slots=True)
class AnswerLetter:
    """The partner has answered a letter, or the letter came back."""

    letter_id: UUID
    answer: LetterAnswer
    answered_on: date
    expected_version: int


@use_case(*SENDERS, scope=scope_to_change)
async def answer_letter(work: Work, command: AnswerLetter) -> Letter:
    """Record the answer to a letter."""
    letter = await lock_letter(work.connection, command.letter_id)
    require_version(letter.version, command.expected_version)
    answered = letter.answered(command.answer, command.answered_on, day_in(letter.zone, work.now))
    await save_letter(work.connection, answered)
    return answered
