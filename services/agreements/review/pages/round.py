"""GET /perjanjian/{id}/telaah/{putaran}"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import TypeAdapter
from starlette.responses import Response

from services.agreements.agreement.model.terms import TermClause
from services.agreements.agreement.queries.showing import (
    AgreementDetails,
    HistoryEntry,
    ListHistory,
    ListTexts,
    ShowAgreement,
    TextVersion,
    list_history,
    list_texts,
    show_agreement,
)
from services.agreements.review.model import RoundNotFound
from services.agreements.review.pages.reviewers import reviewer_names
from services.agreements.review.queries import ListReviews, Review, ShowTextChanges, list_reviews, show_text_changes
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
_TERM: TypeAdapter[Any] = TypeAdapter(TermClause | None)


class ShownClause(NamedTuple):
    """A clause that changed since, with its values as the template shows them."""

    name: str
    before: Any
    after: Any


@router.get("/perjanjian/{agreement_id}/telaah/{round_number}")
async def show_round(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    round_number: Annotated[int, Path(ge=1, le=1_000)],
) -> Response:
    """The draft as it was in a round of review, the verdicts of the sides, and the changes since then."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    all_reviews = await list_reviews(work, ListReviews(agreement_id))
    reviews = [each for each in all_reviews if each.round == round_number]
    if not reviews:
        raise RoundNotFound(round=round_number)
    texts = await list_texts(work, ListTexts(agreement_id))
    then = _text_of(reviews, texts, await list_history(work, ListHistory(agreement_id)))
    changes = await show_text_changes(work, ShowTextChanges(agreement_id, then.version))
    return screen.show(
        "round.html.j2",
        agreement=agreement,
        round=round_number,
        rounds=sorted({each.round for each in all_reviews}),
        reviews=reviews,
        names=await reviewer_names(work, agreement),
        text_then=then,
        term_then=_TERM.validate_python(then.content.get("term")),
        changes=changes,
        clauses=[_shown(clause.name, clause.before, clause.after, agreement) for clause in changes.clauses],
        units=_unit_names(agreement),
    )


def _text_of(reviews: Sequence[Review], texts: Sequence[TextVersion], history: Sequence[HistoryEntry]) -> TextVersion:
    """The text that was reviewed; of rounds before this was noted, the newest one at their submission."""
    version = reviews[0].text_version
    if version is None:
        submitted = [entry.version for entry in history if entry.move == "submit"]
        version = submitted[min(reviews[0].round, len(submitted)) - 1]
    return max((text for text in texts if text.version <= version), key=lambda text: text.version)


def _shown(name: str, before: Any, after: Any, agreement: AgreementDetails) -> ShownClause:
    match name:
        case "term":
            return ShownClause(name, _TERM.validate_python(before), _TERM.validate_python(after))
        case "parties" | "runs_at":
            names = _unit_names(agreement)
            return ShownClause(name, _named(before, names), _named(after, names))
    return ShownClause(name, before, after)


def _unit_names(agreement: AgreementDetails) -> Mapping[str, str]:
    """The names of the units of the agreement as it is now, by their ids."""
    agencies = (agency for item in agreement.scope_items for agency in item.agencies)
    units = (*(party.unit for party in agreement.parties), *agreement.runs_at, *agencies)
    return {str(unit.id): unit.name for unit in units}


def _named(value: Sequence[Any] | None, names: Mapping[str, str]) -> str:
    """Units as a list of names; those that are no longer in the agreement are counted."""
    ids = [each["unit"] if isinstance(each, dict) else each for each in value or ()]
    known = [names[id_] for id_ in ids if id_ in names]
    return ", ".join([*known, *(f"+{len(ids) - len(known)}" for _ in range(len(ids) > len(known)))])
