"""Access to agreements: where each one belongs, who may change it, and who may read it.

The unit that keeps an agreement may change it: a facility, a regional office, or the directorate general. Everyone whom
an agreement concerns may read it: facilities where it is carried out, their regions, parties and agencies.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol
from uuid import UUID

from services.agreements.agreement.model.agreement import SecondAccountNeeded
from services.agreements.agreement.model.drafts import NewParty
from services.agreements.agreement.model.registration import HeadNeeded
from services.agreements.agreement.store.concerned import (
    load_author,
    load_keeper,
    load_partners_among_parties,
    load_units_concerned,
)
from services.agreements.register.access import OFFICES
from services.agreements.register.model.units import Unit
from services.agreements.register.store.units import load_office_or_center, load_units
from shared.access import Work
from shared.access.override import require_override_reason
from shared.values.capabilities import NATION, Capability, Scope
from shared.values.cooperation import Level

NONE: Mapping[UUID, Unit] = MappingProxyType({})
KEEPERS = (Capability.COOPERATION_OFFICER, Capability.HEAD)
"""May change an agreement that belongs to their unit."""
SUBMITTERS = (Capability.HEAD,)
"""May submit a draft of their unit: an officer prepares it, a head decides that it is ready."""
READERS = (*OFFICES, Capability.PARTNER_CONTACT)
"""May read an agreement that concerns their unit; offices with accounts and the comments of every side."""


class AboutAgreement(Protocol):
    """A command or query about one agreement."""

    @property
    def agreement_id(self) -> UUID:
        """The id of the agreement."""


class AboutNewAgreement(Protocol):
    """A command that begins an agreement between these parties."""

    @property
    def level(self) -> Level:
        """The level on which the agreement is kept."""

    @property
    def parties(self) -> Sequence[NewParty]:
        """The units that are to be parties."""

    @property
    def keeper_id(self) -> UUID | None:
        """The unit that is to keep it; if none is named, it follows from level and parties."""


async def scope_to_begin(work: Work, command: AboutNewAgreement) -> Scope:
    """The scope in which a new agreement is kept. Raises `UnitUnknown`."""
    keeper = await keeper_of(work, command)
    # Without a fitting keeper the scope is empty, which means the nation. Only the directorate general passes the check
    # then, and gets the refusal of the parties; all others get a 403.
    return keeper.scope if keeper else NATION


async def scope_to_change(work: Work, command: AboutAgreement) -> Scope:
    """The scope in which an agreement is kept. Raises `AgreementNotFound`."""
    # Without the region of a facility: a regional office reviews the drafts of its facilities, and does not write them.
    return (await load_keeper(work.connection, command.agreement_id)).scope


async def scope_to_read(work: Work, query: AboutAgreement) -> Scope:
    """Every unit that an agreement concerns. Raises `AgreementNotFound`."""
    return await load_units_concerned(work.connection, query.agreement_id)


async def keeper_of(work: Work, command: AboutNewAgreement, loaded: Mapping[UUID, Unit] = NONE) -> Unit | None:
    """The unit named as keeper, or the one that follows from level and parties. Raises `UnitUnknown`.

    `loaded` has the units of the parties, if they are known already.
    """
    if command.keeper_id is not None:
        return loaded.get(command.keeper_id) or await _load_one(work, command.keeper_id)
    if command.level == "national":
        return await load_office_or_center(work.connection, None)
    named = [party.unit_id for party in command.parties if party.role == "principal"]
    units = loaded or await load_units(work.connection, named)
    ours = [units[id_] for id_ in named if units[id_].kind in ("facility", "regional_office")]
    if command.level == "facility":
        return next((unit for unit in ours if unit.kind == "facility"), None)
    return await load_office_or_center(work.connection, ours[0].region) if ours else None


async def _load_one(work: Work, unit_id: UUID) -> Unit:
    return (await load_units(work.connection, [unit_id]))[unit_id]


def require_submitter(work: Work, scope: Scope) -> None:
    """Raise `HeadNeeded` unless the actor may submit drafts in this scope."""
    heads = [grant for grant in work.actor.grants if grant.capability in SUBMITTERS]
    if not work.actor.system and not any(grant.covers(scope) for grant in heads):
        raise HeadNeeded


async def require_second_account(work: Work, agreement_id: UUID) -> None:
    """Raise `SecondAccountNeeded` if the account of the actor wrote the text as it is now."""
    if await load_author(work.connection, agreement_id) == work.actor.account:
        raise SecondAccountNeeded


def require_own_desk(work: Work, desk: Unit, override_reason: str | None) -> None:
    """Raise `OverrideReasonNeeded` if the directorate general acts for the desk of another unit without a reason."""
    if desk.kind in ("facility", "regional_office"):
        require_override_reason(work.actor, desk.name, override_reason)


async def reads_as_partner(work: Work, query: AboutAgreement) -> bool:
    """Whether the actor reads an agreement only as the contact of a partner.

    A partner's contact is shown neither the accounts that acted, nor the comments of others on the draft.
    """
    # Most readers are no partner's contact, so the second query for the units is made for contacts only.
    if not any(grant.capability == Capability.PARTNER_CONTACT for grant in work.actor.grants):
        return False
    scope = await scope_to_read(work, query)
    return not any(grant.capability in OFFICES and grant.covers(scope) for grant in work.actor.grants)


async def represented_agencies(work: Work, query: AboutAgreement) -> frozenset[UUID] | None:
    """The partners of an actor that reads an agreement for agencies of its items only; none for all other readers.

    Such a reader is shown the items of these agencies, and no others.
    """
    if not await reads_as_partner(work, query):
        return None
    own = frozenset(work.actor.reach([Capability.PARTNER_CONTACT]).partners)
    parties = await load_partners_among_parties(work.connection, query.agreement_id)
    return own if own.isdisjoint(parties) else None
