"""Sessions that were held, as commands."""

from services.agreements.obligations.commands.crediting import CreditSession, credit_session
from shared.access import Work
from shared.contracts.program_details import SessionCredited
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def on_credited(work: Work, event: SessionCredited, _envelope: Envelope) -> None:
    """A session delivers for obligations; after a correction something else, after a retraction nothing."""
    given = {each.obligation_id: each.quantity for each in event.credits}
    await credit_session(work, CreditSession(event.session_id, event.held_on, given))


REACTIONS: Reactions = ((SessionCredited, on_credited),)
