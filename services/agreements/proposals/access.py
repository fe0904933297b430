"""Access to proposals: the unit that proposes records it, the unit that is asked answers it, both read it.

Many partners have no account, so our side records the proposals and answers of partners.
"""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.agreements.agreement import access as agreement
from services.agreements.meetings import access as meetings
from services.agreements.meetings.model.meeting import MeetingNotFound
from services.agreements.meetings.model.retracting import require_on_record
from services.agreements.meetings.store.meetings import load_meeting
from services.agreements.proposals.model import Proposal, ProposalMeetingUnknown
from services.agreements.proposals.store import load_proposal
from services.agreements.register.model.units import Unit
from services.agreements.register.store.units import load_units
from shared.access import Work
from shared.access.actor import OutOfScope
from shared.values.capabilities import NATION, Capability, Scope

KEEPERS = agreement.KEEPERS
READERS = agreement.READERS
SIDES = (*KEEPERS, Capability.PARTNER_CONTACT)
"""May propose and answer for their unit: the officer and the head of ours, and a partner's contact."""


class AboutProposal(Protocol):
    """A command or query about one proposal."""

    @property
    def proposal_id(self) -> UUID:
        """The id of the proposal."""


@dataclass(frozen=True, slots=True)
class _Minutes:
    meeting_id: UUID


class NamesSides(Protocol):
    """A command that records a proposal."""

    @property
    def made_by(self) -> UUID:
        """The unit that proposes."""

    @property
    def made_to(self) -> UUID:
        """The unit that is asked."""


async def scope_to_propose(work: Work, command: NamesSides) -> Scope:
    """The unit that proposes; our side may record it for a partner. Raises `UnitUnknown`."""
    units = await load_units(work.connection, [command.made_by, command.made_to])
    return _acts_for(units[command.made_by], units[command.made_to])


async def scope_to_complete(work: Work, command: AboutProposal) -> Scope:
    """The unit that proposed, and our side. Raises `ProposalNotFound`."""
    proposal = await load_proposal(work.connection, command.proposal_id)
    return _acts_for(proposal.made_by, proposal.made_to)


async def scope_to_answer(work: Work, command: AboutProposal) -> Scope:
    """The unit that is asked; our side may record a partner's answer. Raises `ProposalNotFound`."""
    proposal = await load_proposal(work.connection, command.proposal_id)
    return _acts_for(proposal.made_to, proposal.made_by)


async def scope_to_include(work: Work, command: AboutProposal) -> Scope:
    """Our units among the two. Raises `ProposalNotFound`."""
    proposal = await load_proposal(work.connection, command.proposal_id)
    ours = [unit for unit in (proposal.made_by, proposal.made_to) if unit.kind != "partner"]
    return _union(*(unit.scope for unit in ours))


async def scope_to_read(work: Work, query: AboutProposal) -> Scope:
    """Both units, and the regional offices above them. Raises `ProposalNotFound`."""
    proposal = await load_proposal(work.connection, query.proposal_id)
    return _union(*map(_reading, (proposal.made_by, proposal.made_to)))


async def require_readable_meeting(work: Work, meeting_id: UUID | None) -> None:
    """Raise `ProposalMeetingUnknown`, `MinutesRetracted`, or `OutOfScope` for minutes that the actor may not read."""
    if meeting_id is None:
        return
    try:
        scope = await meetings.scope_to_read(work, _Minutes(meeting_id))
    except MeetingNotFound as error:
        raise ProposalMeetingUnknown(id=meeting_id) from error
    if not work.actor.may(READERS, scope):
        raise OutOfScope
    require_on_record(await load_meeting(work.connection, meeting_id))


def represents(work: Work, unit: Unit) -> bool:
    """Whether the actor is a contact of this partner."""
    return unit.kind == "partner" and unit.id in work.actor.reach([Capability.PARTNER_CONTACT]).partners


def reads_as_partner(work: Work, proposal: Proposal) -> bool:
    """Whether the actor reads a proposal only as the contact of a partner."""
    scope = _union(*map(_reading, (proposal.made_by, proposal.made_to)))
    offices = [capability for capability in READERS if capability != Capability.PARTNER_CONTACT]
    return not work.actor.may(offices, scope)


def _acts_for(unit: Unit, other: Unit) -> Scope:
    # The other side's contact is not meant: a contact's grant covers partners only, and `other` is ours.
    return _union(unit.scope, other.scope) if unit.kind == "partner" and other.kind != "partner" else unit.scope


def _reading(unit: Unit) -> Scope:
    # The regional office reads what concerns its facilities.
    above = Scope(regions=frozenset({unit.region})) if unit.region else NATION
    return _union(above, unit.scope)


def _union(*scopes: Scope) -> Scope:
    """The units of several scopes. The nation is in each of them, because its grants cover every scope."""
    return Scope(
        facilities=frozenset().union(*(scope.facilities for scope in scopes)),
        regions=frozenset().union(*(scope.regions for scope in scopes)),
        partners=frozenset().union(*(scope.partners for scope in scopes)),
    )
