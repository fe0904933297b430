"""Rights to propose, answer and read a transfer: the officers of both facilities, and no higher office."""

from typing import Protocol
from uuid import UUID

from services.programs.cohorts.access import may_read_pseudonyms, scope_to_end
from services.programs.transfers.model.transfer import TransferNotFound
from shared.access import Work
from shared.access.actor import OutOfScope
from shared.values.capabilities import Scope

scope_to_propose = scope_to_end
"""The facility that ended the enrolment."""


class AboutTransfer(Protocol):
    """A command or query about one transfer."""

    @property
    def transfer_id(self) -> UUID:
        """Which transfer."""


async def scope_to_answer(work: Work, command: AboutTransfer) -> Scope:
    """The facility where the participant is now. Raises `TransferNotFound`."""
    destination: UUID | None = await work.connection.fetchval(
        "SELECT destination_id FROM transfer WHERE id = $1", command.transfer_id
    )
    if destination is None:
        raise TransferNotFound(id=command.transfer_id)
    return Scope(facilities=frozenset({destination}))


async def scope_to_read(work: Work, query: AboutTransfer) -> Scope:
    """Both facilities, for their own officers alone. Raises `TransferNotFound` or `OutOfScope`."""
    row = await work.connection.fetchrow(
        "SELECT origin_id, destination_id FROM transfer WHERE id = $1", query.transfer_id
    )
    if row is None:
        raise TransferNotFound(id=query.transfer_id)
    if not any(may_read_pseudonyms(work.actor, each) for each in row.values()):
        raise OutOfScope
    return Scope(facilities=frozenset(row.values()))
