"""Access to invitations: each unit answers for itself; all that are invited, and the caller, see the answers."""

from typing import Protocol
from uuid import UUID

from services.notifications.invitations.model.invitations import ANSWERERS
from services.notifications.invitations.store import load_invitation
from shared.access import Work
from shared.values.capabilities import Capability, Scope

READERS = (*ANSWERERS, Capability.READER, Capability.AUDITOR)


class AboutInvitation(Protocol):
    """A query about one invitation."""

    @property
    def invitation_id(self) -> UUID:
        """The id of the meeting."""


class OfUnit(AboutInvitation, Protocol):
    """A command of an invited unit."""

    @property
    def unit_id(self) -> UUID:
        """The id of the unit."""


async def scope_to_read(work: Work, query: AboutInvitation) -> Scope:
    """The units that are invited, and the caller. Raises `InvitationNotFound`."""
    return (await load_invitation(work.connection, query.invitation_id)).readers


async def scope_to_change(work: Work, command: OfUnit) -> Scope:
    """The unit that answers. Raises `InvitationNotFound`, `InvitedUnitUnknown`."""
    return (await load_invitation(work.connection, command.invitation_id)).unit(command.unit_id).scope
