"""Events about offers, as commands."""

from services.agreements.offers.commands import (
    NoteClosed,
    NoteMade,
    NoteOverdue,
    note_answers,
    note_closed,
    note_made,
    note_overdue,
)
from services.agreements.offers.model import ReportedAnswers, ReportedOffers
from shared.access import Work
from shared.contracts.offers import OfferAccepted, OfferClosed, OfferDeclined, OfferMade, OfferOverdue
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def on_made(work: Work, event: OfferMade, _envelope: Envelope) -> None:
    """Facilities are asked."""
    items = [item.id for item in event.scope_items]
    await note_made(work, NoteMade(_offers(event), items, event.due_on))


async def on_accepted(work: Work, event: OfferAccepted, _envelope: Envelope) -> None:
    """A facility carries out items."""
    await note_answers(
        work,
        ReportedAnswers(
            event.agreement_id,
            event.facility.id,
            event.version,
            "accepted",
            [(item, None) for item in event.accepted],
            event.answered_on,
            event.answered_by,
        ),
    )


async def on_declined(work: Work, event: OfferDeclined, _envelope: Envelope) -> None:
    """A facility does not carry out items."""
    await note_answers(
        work,
        ReportedAnswers(
            event.agreement_id,
            event.facility.id,
            event.version,
            "declined",
            [(each.scope_item_id, each.reason) for each in event.declined],
            event.answered_on,
            event.answered_by,
        ),
    )


async def on_overdue(work: Work, event: OfferOverdue, _envelope: Envelope) -> None:
    """Facilities have not answered in time."""
    await note_overdue(work, NoteOverdue(_offers(event)))


async def on_closed(work: Work, event: OfferClosed, _envelope: Envelope) -> None:
    """Facilities can no longer answer."""
    await note_closed(work, NoteClosed(_offers(event)))


def _offers(event: OfferMade | OfferOverdue | OfferClosed) -> ReportedOffers:
    facilities = {each.facility.id: each.offer_id for each in event.offers}
    return ReportedOffers(event.agreement_id, event.version, facilities)


REACTIONS: Reactions = (
    (OfferMade, on_made),
    (OfferAccepted, on_accepted),
    (OfferDeclined, on_declined),
    (OfferOverdue, on_overdue),
    (OfferClosed, on_closed),
)
