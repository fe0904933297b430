"""Access to the register: who may change partners and positions, and which partners an account may read."""

from typing import Protocol
from uuid import UUID

from services.agreements.register.store.partners import load_partners_under
from services.agreements.register.store.positions import load_position, load_region
from shared.access import Actor, Work
from shared.values.capabilities import NATION, Capability, Scope, ScopeKind

READERS = tuple(Capability)
"""Every position may read the register."""
OFFICES = (
    Capability.COOPERATION_OFFICER,
    Capability.HEAD,
    Capability.REVIEWER,
    Capability.COACHING_OFFICER,
    Capability.READER,
    Capability.PUBLICATION_OFFICER,
    Capability.AUDITOR,
)
"""May read the agreements that concern their unit, and so the names of individuals who are partners in them."""
PARTNER_KEEPERS = (
    Capability.COOPERATION_OFFICER,
    Capability.HEAD,
    Capability.MASTER_DATA_KEEPER,
    Capability.OPERATOR,
)
"""May register partners."""
PARTNER_CUSTODIANS = (Capability.MASTER_DATA_KEEPER, Capability.OPERATOR)
"""May rename, merge and close partners, which all offices share."""
PARTICULARS_READERS = (
    *OFFICES,
    Capability.MASTER_DATA_KEEPER,
    Capability.OPERATOR,
    Capability.PARTNER_CONTACT,
)
"""May read the contacts of partners: our offices, and the contact of the partner itself."""
FIELD_KEEPERS = (Capability.MASTER_DATA_KEEPER, Capability.OPERATOR)
"""May extend the tree of fields, for the nation only."""
UNIT_KEEPERS = (Capability.MASTER_DATA_KEEPER, Capability.OPERATOR)
"""May record periods of our own units."""
POSITION_KEEPERS = (Capability.OPERATOR, Capability.HEAD, Capability.MASTER_DATA_KEEPER)
"""May assign, end and read positions in their units; `require_assigner` decides which."""
# The widest first: an account with several of them acts as the one that may assign most.


class AboutPartner(Protocol):
    """A query about one partner."""

    @property
    def partner_id(self) -> UUID:
        """The id of the partner."""


class AboutUnit(Protocol):
    """A command that assigns a position in a unit."""

    @property
    def scope_kind(self) -> ScopeKind:
        """The kind of the unit."""

    @property
    def unit(self) -> str:
        """The id of the facility or partner, the code of the region, or empty for the nation."""


class AboutPosition(Protocol):
    """A command or query about one position."""

    @property
    def position_id(self) -> UUID:
        """The id of the position."""


async def scope_to_assign(work: Work, command: AboutUnit) -> Scope:
    """The facility or region of the new position; otherwise the nation."""
    return await _scope_of(work, command.scope_kind, command.unit.lower())


async def scope_of_position(work: Work, command: AboutPosition) -> Scope:
    """The facility or region of a position; otherwise the nation. Raises `PositionNotFound`."""
    position = await load_position(work.connection, command.position_id)
    return await _scope_of(work, position.scope_kind, position.unit)


async def _scope_of(work: Work, scope_kind: ScopeKind, unit: str) -> Scope:
    if scope_kind == "region":
        return Scope(regions=frozenset({unit.upper()}))
    region = await load_region(work.connection, scope_kind, unit)
    # A unit that does not exist makes an empty scope, which means the nation: only national grants learn of it.
    return Scope(facilities=frozenset({UUID(unit)}), regions=frozenset({region})) if region else NATION


async def scope_to_read(work: Work, query: AboutPartner) -> Scope | None:
    """The partners whose contacts may read a partner; none where the account may read all of them."""
    if represented_partners(work.actor) is None:
        return None
    # With everything under the partner, because a contact may also read the partners above its own. An unknown id makes
    # an empty scope, which no partner's grant covers. The answer is a 403 as for another partner, so a contact cannot
    # find out which ids exist.
    return Scope(partners=await load_partners_under(work.connection, query.partner_id))


async def scope_to_read_particulars(work: Work, query: AboutPartner) -> Scope | None:
    """The partner itself, for an account that acts for partners only; its contact does not read those above it."""
    if represented_partners(work.actor) is None:
        return None
    return Scope(partners=frozenset({query.partner_id}))


def named_individuals(actor: Actor) -> tuple[bool, list[UUID], bool, list[UUID], list[str]]:
    """The individual partners whose names an actor is shown, as parameters of a query.

    All of them or not, those that the actor acts for, and those in the agreements of the nation, facilities or regions.
    """
    offices = actor.reach(OFFICES)
    keeper = actor.system or any(grant.capability in PARTNER_CUSTODIANS for grant in actor.grants)
    return keeper, actor.reach(READERS).partners, offices.nation, offices.facilities, offices.regions


def represented_partners(actor: Actor) -> list[UUID] | None:
    """The partners of an account that acts for partners only; none for an office, which may read all partners."""
    partners_only = not actor.system and all(grant.scope_kind == "partner" for grant in actor.grants)
    return actor.reach(READERS).partners if partners_only else None
