"""GET, POST /edisi/{number}: an edition, its trial, and the step that follows."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.notifications.book.model import SHIPPED_EDITION
from services.notifications.book.shipped.books import Book
from services.notifications.book.shipped.uses import LETTER_OF_A_WEEK, WEEK
from services.notifications.editions.commands import (
    DecideEdition,
    TakeEditionBack,
    TryEdition,
    decide_edition,
    take_edition_back,
    try_edition,
)
from services.notifications.editions.model import LAST_NUMBER, Edition
from services.notifications.editions.queries.editions import ShowEdition, show_edition
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.values.texts import Text
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
Number = Annotated[int, Path(ge=1, le=LAST_NUMBER)]


class EditionStep(BaseModel):
    """The step that follows; one that gives an edition up needs a reason."""

    step: Literal["try", "put_in_force", "decline", "take_back"]
    reason: ShortText | None = Field(None, validate_default=True)

    @field_validator("reason")
    @classmethod
    def _of_giving_up(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("step") in {"decline", "take_back"}:
            raise PydanticCustomError("missing", "a reason is needed")
        return value


@router.get("/edisi/{number}")
async def show_one(work: CurrentWork, screen: CurrentScreen, number: Number) -> Response:
    """The edition: its rules and templates that deviate from the release, and what the trial has counted."""
    edition = await show_edition(work, ShowEdition(number))
    book = Book.of(edition.number, edition.changes)
    changed = {name: rule for name in edition.changes.rules if (rule := book.rule(name))}
    texts = [(text, *_previewed(book, name)) for name, text in edition.changes.templates.items()]
    tried = {each.rule: book.rule(each.rule) for each in (edition.trial.rules if edition.trial else ())}
    is_second = work.actor.account != edition.proposed_by
    may_decide = await decide_edition.permits(work, None)
    return screen.show(
        "edition.html.j2",
        edition=edition,
        changed=[(rule, edition.changes.rules[name]) for name, rule in changed.items()],
        texts=texts,
        tried=tried,
        steps=_steps(edition, is_second=is_second) if may_decide else (),
        is_second=is_second,
    )


def _previewed(book: Book, template: str) -> tuple[str | None, Text | None]:
    """The address of the page that previews a template, and its occasion; none if no rule uses it any more."""
    if template == WEEK:
        return "/aturan/pekan", LETTER_OF_A_WEEK
    rule = next((rule for rule in book.rules.rules if rule.template == template), None)
    return (f"/aturan/{rule.name}", rule.occasion) if rule else (None, None)


def _steps(edition: Edition, *, is_second: bool) -> tuple[str, ...]:
    """The steps that the account may take: it does not put in force what it has proposed."""
    match edition.state:
        case "proposed":
            return ("try", "put_in_force", "decline") if edition.trial and is_second else ("try", "decline")
        case "in_force" if edition.number != SHIPPED_EDITION:
            return ("take_back",)
    return ()


@router.post("/edisi/{number}")
async def take_step(
    work: CurrentWork,
    screen: CurrentScreen,
    number: Number,
    expected_version: ExpectedVersion,
    form: Annotated[EditionStep, form_of(EditionStep)],
) -> Response:
    """Try the edition, put it in force, decline it, or take it back."""
    match form.step:
        case "try":
            await try_edition(work, TryEdition(number, expected_version))
        case "put_in_force":
            await decide_edition(work, DecideEdition(number, expected_version))
        case "decline":
            await decide_edition(work, DecideEdition(number, expected_version, form.reason))
        case "take_back":
            await take_edition_back(work, TakeEditionBack(number, expected_version, form.reason or ""))
    return screen.go(f"/edisi/{number}")
