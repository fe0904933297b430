"""GET /surat
GET, POST /surat/{letter_id}
GET /surat/{letter_id}/naskah
"""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.notifications.letters import queries
from services.notifications.letters.commands import AnswerLetter, SendLetter, answer_letter, send_letter
from services.notifications.letters.model import LetterState
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.documents.rendering import MEDIA_TYPES
from shared.values.cooperation import LetterAnswer
from shared.values.inputs import ShortText
from shared.web.attachments import download
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
STATES: dict[str, LetterState] = {"siap": "prepared", "terkirim": "sent", "terjawab": "answered"}


class LetterStep(BaseModel):
    """The letter was sent with a number, or answered, on a day."""

    number: ShortText | None = None
    answer: LetterAnswer | None = Field(None, validate_default=True)
    on: FormDay

    @field_validator("answer")
    @classmethod
    def _one_of_them(cls, value: LetterAnswer | None, info: ValidationInfo) -> LetterAnswer | None:
        if value is None and info.data.get("number") is None:
            raise PydanticCustomError("missing", "a number or an answer is needed")
        return value


@router.get("/surat")
async def show_all(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    keadaan: Annotated[Literal["siap", "terkirim", "terjawab"], Query()] = "siap",
) -> Response:
    """The letters of the own units in a state."""
    found = await queries.list_letters(work, queries.ListLetters(page, STATES[keadaan]))
    return screen.show("letters.html.j2", found=found, state=keadaan, states=STATES)


@router.get("/surat/{letter_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, letter_id: UUID) -> Response:
    """A letter, and the form for its next step."""
    shown = await queries.show_letter(work, queries.ShowLetter(letter_id))
    return screen.show("letter.html.j2", letter=shown.letter, partner=shown.partner, notice=shown.notice)


@router.post("/surat/{letter_id}")
async def step(
    work: CurrentWork,
    screen: CurrentScreen,
    letter_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[LetterStep, form_of(LetterStep)],
) -> Response:
    """Record that the letter was sent or answered."""
    if form.number is not None:
        await send_letter(work, SendLetter(letter_id, form.number, form.on, expected_version))
    elif form.answer is not None:
        await answer_letter(work, AnswerLetter(letter_id, form.answer, form.on, expected_version))
    return screen.go(f"/surat/{letter_id}")


@router.get("/surat/{letter_id}/naskah")
async def show_paper(work: CurrentWork, letter_id: UUID) -> Response:
    """The letter for a word processor."""
    shown = await queries.show_letter(work, queries.ShowLetter(letter_id))
    content = await queries.write_letter(shown, queries.today_of(work, shown.letter))
    return download(content, "surat.docx", MEDIA_TYPES["docx"])
