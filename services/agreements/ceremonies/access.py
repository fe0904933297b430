"""Access to ceremonies: the unit that keeps one prepares and records it; its offices and its region may read it."""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement import access as agreement
from services.agreements.ceremonies.store.ceremonies import load_keeper
from services.agreements.register.access import OFFICES
from services.agreements.register.store.units import load_units
from shared.access import Work
from shared.values.capabilities import Scope

KEEPERS = agreement.KEEPERS
"""May prepare a ceremony of their unit, and work at its desks."""
READERS = OFFICES


class AboutCeremony(Protocol):
    """A command or query about one ceremony."""

    @property
    def ceremony_id(self) -> UUID:
        """The id of the ceremony."""


class AboutNewCeremony(Protocol):
    """A command that begins a ceremony of a unit."""

    @property
    def keeper_id(self) -> UUID:
        """The unit that is to keep it."""


async def scope_to_begin(work: Work, command: AboutNewCeremony) -> Scope:
    """The scope of the unit that is to keep the ceremony. Raises `UnitUnknown`."""
    return (await load_units(work.connection, [command.keeper_id]))[command.keeper_id].scope


async def scope_to_change(work: Work, command: AboutCeremony) -> Scope:
    """The scope in which a ceremony is kept. Raises `CeremonyNotFound`."""
    return (await load_keeper(work.connection, command.ceremony_id)).scope


async def scope_to_read(work: Work, query: AboutCeremony) -> Scope:
    """The scope in which a ceremony is kept, with the region above it. Raises `CeremonyNotFound`."""
    keeper = await load_keeper(work.connection, query.ceremony_id)
    own = keeper.scope
    return Scope(own.facilities, own.regions | frozenset({keeper.region} if keeper.region else ()), own.partners)
