"""The addresses and habits of the actor itself."""

from dataclasses import dataclass

from services.notifications.contacts.access import own_recipient
from services.notifications.contacts.model.recipients import Recipient
from shared.access import Work, anywhere, use_case
from shared.values.desks import DESK_CAPABILITIES


@dataclass(frozen=True, slots=True)
class ShowRecipient:
    """The actor's own addresses and habits."""


@use_case(*DESK_CAPABILITIES, scope=anywhere, changes=False)
async def show_recipient(work: Work, _query: ShowRecipient) -> Recipient:
    """The addresses and habits of the actor; no one else is shown an address."""
    return await own_recipient(work)
