"""Letters of the own units, one letter with its notice, and the letter as a paper."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.notifications.inbox.model import Notice
from services.notifications.letters.access import READERS, scope_to_read
from services.notifications.letters.model import Letter, LetterNotFound, LetterState
from services.notifications.letters.shipped import shipped_letter
from shared.access import Work, anywhere, use_case
from shared.documents.rendering import PaperOrder, render
from shared.values.cooperation import LetterAnswer
from shared.values.languages import written_day
from shared.values.terms import day_in
from shared.values.texts import Text
from shared.web.cursors import Page, PageRequest

_STATES: dict[LetterState, str] = {
    "prepared": "l.sent_on IS NULL AND n.closed_at IS NULL",
    "sent": "l.sent_on IS NOT NULL AND l.answer IS NULL",
    "answered": "l.answer IS NOT NULL",
}


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """A letter with its partner and subject."""

    id: UUID
    partner: str | None
    subject_indonesian: str
    subject_english: str
    write_on: date
    number: str | None
    sent_on: date | None
    chase_on: date | None
    answered_on: date | None
    answer: LetterAnswer | None


@dataclass(frozen=True, slots=True)
class ListLetters:
    """List the letters of the own units in a state."""

    page: PageRequest
    state: LetterState = "prepared"


@use_case(*READERS, scope=anywhere, changes=False)
async def list_letters(work: Work, query: ListLetters) -> Page[ListedLetter]:
    """Letters, the newest first, each from its day in its own zone on.

    One that was not sent before its matter was over is left out.
    """
    (last,) = query.page.after_as(UUID)
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(
        f"""SELECT l.id, p.name AS partner, n.subject_indonesian, n.subject_english, l.write_on, l.number, l.sent_on,
                   l.chase_on, l.answered_on, l.answer
            FROM letter AS l JOIN notice AS n ON n.id = l.notice_id
            LEFT JOIN partner_name AS p ON p.partner_id = l.partner_id
            WHERE ($1 OR l.facility_id = ANY($2)) AND l.write_on <= ($5::timestamptz AT TIME ZONE l.zone)::date
              AND {_STATES[query.state]} AND ($3::uuid IS NULL OR l.id < $3)
            ORDER BY l.id DESC LIMIT $4""",  # noqa: S608 -- one of three conditions
        *(reach.nation, reach.facilities, last, query.page.limit + 1, work.now),
    )
    return query.page.cut([ListedLetter(**row) for row in rows], lambda each: (each.id,))


@dataclass(frozen=True, slots=True)
class ShowLetter:
    """One letter."""

    letter_id: UUID


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A letter, its partner, and the notice that it is about."""

    letter: Letter
    partner: str | None
    notice: Notice


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_letter(work: Work, query: ShowLetter) -> ShownLetter:
    """A letter with its notice."""
    row = await work.connection.fetchrow("SELECT * FROM letter WHERE id = $1", query.letter_id)
    if row is None:
        raise LetterNotFound(letter_id=query.letter_id)
    letter = Letter(**{name: row[name] for name in Letter.__slots__})
    partner = await work.connection.fetchval("SELECT name FROM partner_name WHERE partner_id = $1", letter.partner_id)
    notice = await work.connection.fetchrow("SELECT * FROM notice WHERE id = $1", letter.notice_id)
    return ShownLetter(letter, partner, Notice.of(notice))


async def write_letter(shown: ShownLetter, today: date) -> bytes:
    """The letter as a document for a word processor, to be put on the unit's own paper, numbered and signed."""
    letter, notice = shown.letter, shown.notice
    title = Text("Surat pemberitahuan", "Letter")
    values = {
        "nomor": letter.number or "…",
        "tanggal": written_day(letter.sent_on or today, "id"),
        "hal": notice.subject.id,
        "mitra": shown.partner or "…",
        "isi": notice.body.id,
        "isi_inggris": notice.body.en,
        "pengirim": "Sinergi",
    }
    return await render(PaperOrder(shipped_letter(), values, "docx", title.id, letter.sent_on or today))


def today_of(work: Work, letter: Letter) -> date:
    """Today where the letter is written."""
    return day_in(letter.zone, work.now)
