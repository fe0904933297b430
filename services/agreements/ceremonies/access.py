"""Access to ceremonies: the unit that keeps one prepares, opens and closes it.

Its guests list and sign their own agreements. The offices of all of them may read it, and the regions above.
"""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from services.agreements.agreement import access as agreement
from services.agreements.ceremonies.model.refusals import GuestUnknown
from services.agreements.ceremonies.store.ceremonies import load_ceremony, load_ceremony_units
from services.agreements.register.access import OFFICES
from services.agreements.register.model.units import Unit
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


class AboutPart(Protocol):
    """A command about the agreements of one unit at a ceremony."""

    @property
    def ceremony_id(self) -> UUID:
        """The id of the ceremony."""

    @property
    def unit_id(self) -> UUID | None:
        """The keeper or a guest; none means the keeper."""


class AboutRow(Protocol):
    """A command about an agreement in the list of a ceremony."""

    @property
    def ceremony_id(self) -> UUID:
        """The id of the ceremony."""

    @property
    def agreement_id(self) -> UUID:
        """The id of the agreement."""


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
    return (await load_ceremony_units(work.connection, command.ceremony_id))[0].scope


async def scope_to_sign_for(work: Work, command: AboutPart) -> Scope:
    """The scope of the keeper or the guest that a command names. Raises `CeremonyNotFound` or `GuestUnknown`."""
    units = await load_ceremony_units(work.connection, command.ceremony_id)
    found = next((each for each in units if command.unit_id in (None, each.id)), None)
    if found is None:
        raise GuestUnknown(id=command.unit_id)
    return found.scope


async def scope_to_work(work: Work, command: AboutRow) -> Scope:
    """The keeper of a ceremony, and the guest that keeps the agreement of a row.

    Raises `CeremonyNotFound` or `ListedAgreementUnknown`.
    """
    ceremony = await load_ceremony(work.connection, command.ceremony_id)
    return _together((ceremony.keeper, ceremony.unit(ceremony.entry(command.agreement_id).keeper_id)))


async def scope_to_read(work: Work, query: AboutCeremony) -> Scope:
    """The keeper and the guests of a ceremony, with the regions above them. Raises `CeremonyNotFound`."""
    units = await load_ceremony_units(work.connection, query.ceremony_id)
    own = _together(units)
    return Scope(own.facilities, own.regions | {each.region for each in units if each.region}, own.partners)


def _together(units: Iterable[Unit]) -> Scope:
    scopes = [each.scope for each in units]
    return Scope(
        frozenset[UUID]().union(*(each.facilities for each in scopes)),
        frozenset[str]().union(*(each.regions for each in scopes)),
    )
