"""Routes of letters on paper.

GET /letters
GET /letters/{letter_id}
GET /letters/{letter_id}/paper
POST /letters/{letter_id}/sendings
POST /letters/{letter_id}/answers
"""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from services.notifications.letters import queries
from services.notifications.letters.commands import AnswerLetter, SendLetter, answer_letter, send_letter
from services.notifications.letters.model import Letter, LetterState
from shared.documents.rendering import MEDIA_TYPES
from shared.values.cooperation import LetterAnswer
from shared.values.inputs import ShortText
from shared.values.terms import Day
from shared.values.texts import Text
from shared.web.attachments import download
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(prefix="/letters", route_class=WorkRoute, tags=["letters"])
FILE_NAME = "surat.docx"
PAPER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The letter",
        "content": {MEDIA_TYPES["docx"]: {"schema": {"type": "string", "format": "binary"}}},
    }
}


class LetterSent(BaseModel):
    """The number of the letter in the register of its unit, and the day on which it was sent."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"number": "W.13-7/2026", "sent_on": "2026-02-10"}]}
    )

    number: ShortText
    sent_on: Day


class LetterAnswered(BaseModel):
    """How the letter ended: with an answer, or as undeliverable."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"answer": "answered", "answered_on": "2026-02-17"}]}
    )

    answer: LetterAnswer
    answered_on: Day


class LetterView(BaseModel):
    """A letter to a partner; it is chased from `chase_on` on."""

    id: UUID
    state: LetterState
    write_on: date
    number: str | None
    sent_on: date | None
    chase_on: date | None
    answered_on: date | None
    answer: LetterAnswer | None

    @classmethod
    def of(cls, letter: Letter) -> "LetterView":
        """The view of a letter."""
        return cls(**{name: getattr(letter, name) for name in LetterView.model_fields})


class LetterDetails(LetterView):
    """A letter with its partner and its text."""

    partner: str | None
    subject: Text
    body: Text

    @classmethod
    def shown(cls, shown: queries.ShownLetter) -> "LetterDetails":
        """The details of a letter."""
        view = LetterView.of(shown.letter).model_dump()
        return cls(**view, partner=shown.partner, subject=shown.notice.subject, body=shown.notice.body)


@router.get("", summary="Surat untuk mitra / letters to partners")
async def list_all(
    work: CurrentWork, page: PageParameters, state: Annotated[LetterState, Query()] = "prepared"
) -> Page[queries.ListedLetter]:
    """List the letters of the account's units: to be sent, waiting for an answer, or answered."""
    return await queries.list_letters(work, queries.ListLetters(page, state))


@router.get("/{letter_id}", summary="Satu surat / one letter")
async def show(work: CurrentWork, letter_id: UUID) -> Versioned[LetterDetails]:
    """Show a letter with its text."""
    shown = await queries.show_letter(work, queries.ShowLetter(letter_id))
    return Versioned(LetterDetails.shown(shown), shown.letter.version)


@router.get(
    "/{letter_id}/paper", summary="Naskah surat / the letter as a document", response_class=Response, responses=PAPER
)
async def show_paper(work: CurrentWork, letter_id: UUID) -> Response:
    """The letter for a word processor: it is put on the unit's own paper, numbered and signed there."""
    shown = await queries.show_letter(work, queries.ShowLetter(letter_id))
    content = await queries.write_letter(shown, queries.today_of(work, shown.letter))
    return download(content, FILE_NAME, MEDIA_TYPES["docx"])


@router.post("/{letter_id}/sendings", summary="Catat pengiriman surat / record that a letter was sent")
async def send(
    work: CurrentWork, letter_id: UUID, body: LetterSent, expected_version: ExpectedVersion
) -> Versioned[LetterView]:
    """Record the number of a letter and its day; its answer is chased ten working days later."""
    letter = await send_letter(work, SendLetter(letter_id, body.number, body.sent_on, expected_version))
    return Versioned(LetterView.of(letter), letter.version)


@router.post("/{letter_id}/answers", summary="Catat jawaban surat / record the answer to a letter")
async def answer(
    work: CurrentWork, letter_id: UUID, body: LetterAnswered, expected_version: ExpectedVersion
) -> Versioned[LetterView]:
    """Record that the partner has answered, or that the letter came back."""
    letter = await answer_letter(work, AnswerLetter(letter_id, body.answer, body.answered_on, expected_version))
    return Versioned(LetterView.of(letter), letter.version)
