"""Reactions to obligations that are agreed on, changed or ended."""

from dataclasses import replace
from uuid import UUID

from services.programs.obligations.commands import record_obligation
from services.programs.obligations.model import Obligation
from services.programs.program.model.parts import Organisation
from shared.access import Work
from shared.contracts.obligations import ObligationAgreed, ObligationChanged, ObligationEnded, ObligationEvent
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def on_agreed(work: Work, event: ObligationAgreed, _envelope: Envelope) -> None:
    """Sessions can fulfil it from now on."""
    await record_obligation(work, _obligation(event, event.scope_item_id))


async def on_changed(work: Work, event: ObligationChanged, _envelope: Envelope) -> None:
    """It has another quantity."""
    await record_obligation(work, _obligation(event, event.scope_item_id))


async def on_ended(work: Work, event: ObligationEnded, _envelope: Envelope) -> None:
    """Sessions after its last day no longer fulfil it."""
    # Without the scope item, which is known since it was agreed on.
    await record_obligation(work, replace(_obligation(event, None), ended_on=event.ended_on))


def _obligation(event: ObligationEvent, scope_item_id: UUID | None) -> Obligation:
    return Obligation(
        id=event.obligation_id,
        agreement_id=event.agreement_id,
        line_id=event.line_id,
        unit=Organisation(event.unit.id, event.unit.name),
        measure=event.measure,
        quantity=event.quantity,
        schedule=event.schedule,
        scope_item_id=scope_item_id,
        ended_on=None,
        version=event.version,
    )


REACTIONS: Reactions = (
    (ObligationAgreed, on_agreed),
    (ObligationChanged, on_changed),
    (ObligationEnded, on_ended),
)
