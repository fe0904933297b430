"""A facility answers an offer item by item; each accepted item brings its program immediately."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.authorisations.commands.event_parts import facility_ref
from services.programs.authorisations.commands.planning import plan_undertaking
from services.programs.authorisations.store.agreements import lock_courses
from services.programs.offers.access import ANSWERERS, scope_to_change
from services.programs.offers.model import NewAnswer, Offer
from services.programs.offers.store.items import save_next_version
from services.programs.offers.store.offers import load_agreement_of, lock_offer, save_answers
from shared.access import Work, use_case
from shared.access.override import require_override_reason
from shared.contracts.offers import DeclinedItem, OfferAccepted, OfferDeclined
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class AnswerOffer:
    """Accept or decline items of an offer; the others stay open."""

    offer_id: UUID
    expected_version: int
    answers: tuple[NewAnswer, ...]
    override_reason: str | None = None


@dataclass(frozen=True, slots=True)
class AnsweredOffer:
    """An offer after an answer, with its new version."""

    offer: Offer
    version: int


@use_case(*ANSWERERS, scope=scope_to_change)
async def answer_offer(work: Work, command: AnswerOffer) -> AnsweredOffer:
    """Record the answers, plan the programs of the accepted items, and emit the answers."""
    # The course first: a succession hands over every program of this agreement, also the ones planned here.
    await lock_courses(work.connection, await load_agreement_of(work.connection, command.offer_id))
    offer = await lock_offer(work.connection, command.offer_id)
    require_version(offer.version, command.expected_version)
    today = day_in(offer.facility.zone, work.now)
    require_override_reason(work.actor, offer.facility.name, command.override_reason)
    by = work.actor.used.scope_kind if work.actor.used else "facility"
    offer.answer(command.answers, today, by, command.override_reason)
    version = await save_answers(work.connection, offer, [each.scope_item_id for each in command.answers])
    for each in command.answers:
        if each.answer == "accepted":
            await plan_undertaking(work, offer.undertaking(each.scope_item_id))
    await _emit(work, offer, command.answers)
    return AnsweredOffer(offer, version)


async def _emit(work: Work, offer: Offer, answers: tuple[NewAnswer, ...]) -> None:
    accepted = tuple(each.scope_item_id for each in answers if each.answer == "accepted")
    declined = tuple(
        DeclinedItem(scope_item_id=each.scope_item_id, reason=each.reason) for each in answers if each.reason
    )
    given = offer.answers[answers[0].scope_item_id]
    fields = {
        "agreement_id": offer.agreement_id,
        "line_id": offer.line_id,
        "version": await save_next_version(work.connection, offer.agreement_id),
        "offer_id": offer.id,
        "facility": facility_ref(offer.facility),
        "open_items": offer.open_items,
        "answered_on": given.answered_on,
        "answered_by": given.answered_by,
    }
    if accepted:
        work.emit(OfferAccepted(**fields, accepted=accepted))
    if declined:
        work.emit(OfferDeclined(**fields, declined=declined))
