"""Recording a proposal from either side, and completing the record."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.model.parts import Caution
from services.agreements.proposals.access import SIDES, require_readable_meeting, scope_to_complete, scope_to_propose
from services.agreements.proposals.commands.announcing import about, facts, note
from services.agreements.proposals.model import PROPOSED, Proposal, ProposalContent
from services.agreements.proposals.store import insert_proposal, load_record_event, lock_proposal, save_content
from services.agreements.register.model.fields import require_known
from services.agreements.register.store.fields import load_known_fields
from services.agreements.register.store.units import load_units
from shared.access import Work, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.proposals import ProposalCorrected, ProposalMade
from shared.values.cooperation import ProposalKind
from shared.values.reported_days import Weekday, reported_day
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class Propose:
    """A proposal of one unit to another, and its day as it was reported; a `weekday` is compared with a certain day."""

    proposal_id: UUID
    kind: ProposalKind
    made_by: UUID
    made_to: UUID
    content: ProposalContent
    meeting_id: UUID | None = None
    edtf: str | None = None
    as_written: str | None = None
    weekday: Weekday | None = None


@dataclass(frozen=True, slots=True)
class CompleteProposal:
    """The record of a proposal as it is known now; it replaces content and day."""

    proposal_id: UUID
    expected_version: int
    content: ProposalContent
    edtf: str | None = None
    as_written: str | None = None
    weekday: Weekday | None = None


@use_case(*SIDES, scope=scope_to_propose)
async def propose(work: Work, command: Propose) -> tuple[Caution, ...]:
    """Record a proposal; returns cautions about it."""
    units = await load_units(work.connection, [command.made_by, command.made_to])
    proposal = Proposal(
        id=command.proposal_id,
        kind=command.kind,
        made_by=units[command.made_by],
        made_to=units[command.made_to],
        content=command.content,
        meeting_id=command.meeting_id,
    )
    proposal.check()
    await require_readable_meeting(work, command.meeting_id)
    await _require_known_field(work, command.content)
    zone = proposal.ours.zone or CAPITAL_ZONE
    today = day_in(zone, work.now)
    proposal.proposed = reported_day(command.edtf, command.as_written, today, PROPOSED)
    moment = proposal.proposed.moment(zone, work.now)
    event_id = work.emit(ProposalMade(**about(proposal), **facts(proposal)), occurred_at=moment)
    await insert_proposal(work.connection, proposal, zone, today, event_id)
    await note(work, proposal, "made")
    return proposal.cautions(command.weekday)


@use_case(*SIDES, scope=scope_to_complete)
async def complete_proposal(work: Work, command: CompleteProposal) -> tuple[Proposal, tuple[Caution, ...]]:
    """Complete or correct the record of a proposal, whatever its state."""
    proposal, zone = await lock_proposal(work.connection, command.proposal_id)
    require_version(proposal.version, command.expected_version)
    await _require_known_field(work, command.content)
    day = reported_day(command.edtf, command.as_written, day_in(zone, work.now), PROPOSED)
    proposal.complete(command.content, day)
    corrects = await load_record_event(work.connection, proposal.id)
    event_id = work.emit(ProposalCorrected(**about(proposal), **facts(proposal), corrects=corrects))
    await save_content(work.connection, proposal, event_id)
    await note(work, proposal, "completed")
    return proposal, proposal.cautions(command.weekday)


async def _require_known_field(work: Work, content: ProposalContent) -> None:
    named = [content.field] if content.field else []
    require_known(named, await load_known_fields(work.connection, named))
