"""Access to letters: the unit that sends them, and the keepers of the directorate general."""

from typing import Protocol
from uuid import UUID

from services.notifications.letters.store import load_letter
from shared.access import Work
from shared.values.capabilities import Capability, Scope

SENDERS = (Capability.COOPERATION_OFFICER, Capability.HEAD, Capability.MASTER_DATA_KEEPER)
READERS = (*SENDERS, Capability.AUDITOR)


class AboutLetter(Protocol):
    """A command or query about one letter."""

    @property
    def letter_id(self) -> UUID:
        """The id of the letter."""


async def scope_to_change(work: Work, command: AboutLetter) -> Scope:
    """The unit that sends the letter. Raises `LetterNotFound`."""
    return (await load_letter(work.connection, command.letter_id)).scope


scope_to_read = scope_to_change
