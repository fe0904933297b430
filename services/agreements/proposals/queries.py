"""One proposal with its history, and lists of the proposals that the reader's positions reach."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.proposals.access import (
    KEEPERS,
    READERS,
    SIDES,
    reads_as_partner,
    scope_to_include,
    scope_to_read,
)
from services.agreements.proposals.model import Proposal, ProposalEntry, ProposalPart
from services.agreements.register.model.units import Unit
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import ProposalKind, ProposalState
from shared.values.reported_days import ReportedDay
from shared.web.cursors import Page, PageRequest


class ProposalSummary(BaseModel):
    """One proposal in a list; `sorted_on` is the latest day that it can have been made."""

    id: UUID
    kind: ProposalKind
    title: str
    made_by: Unit
    made_to: Unit
    proposed: ReportedDay
    sorted_on: date
    state: ProposalState
    missing_parts: list[ProposalPart]
    scope_item_id: UUID | None


class ProposalDetails(Proposal):
    """A proposal with its missing parts, the agreement of its scope item, and its history."""

    missing_parts: tuple[ProposalPart, ...]
    agreement_id: UUID | None
    history: list[ProposalEntry]


@dataclass(frozen=True, slots=True)
class ShowProposal:
    """One proposal."""

    proposal_id: UUID


class IncludableItem(BaseModel):
    """A scope item that a proposal may become."""

    scope_item_id: UUID
    agreement_title: str
    description: str


@dataclass(frozen=True, slots=True)
class ListIncludableItems:
    """The scope items that a proposal may become."""

    proposal_id: UUID


@dataclass(frozen=True, slots=True)
class ListProposals:
    """The latest first; each filter narrows. `unit` is the id of either side, `meeting` that in which it was made."""

    unit: UUID | None
    meeting: UUID | None
    kind: ProposalKind | None
    state: ProposalState | None
    page: PageRequest


_LIST = """
SELECT w.whole || jsonb_build_object('title', p.title, 'sorted_on', p.sorted_on, 'missing_parts', p.missing)
FROM proposal p JOIN proposal_whole w ON w.id = p.id
WHERE ($1 OR EXISTS (SELECT FROM any_unit u WHERE u.named_as IN (p.made_by, p.made_to) AND (
                         (u.kind = 'facility' AND u.id = ANY ($2)) OR u.region = ANY ($3)
                         OR (u.kind = 'partner' AND u.id = ANY ($4)))))
  AND ($5::uuid IS NULL OR EXISTS (SELECT FROM any_unit asked JOIN any_unit u ON u.id = asked.id
                                   WHERE asked.named_as = $5 AND u.named_as IN (p.made_by, p.made_to)))
  AND ($6::uuid IS NULL OR p.meeting_id = $6)
  AND ($7::text IS NULL OR p.kind = $7)
  AND ($8::text IS NULL OR p.state = $8)
  AND ($9::date IS NULL OR (p.sorted_on, p.id) < ($9, $10::uuid))
ORDER BY p.sorted_on DESC, p.id DESC LIMIT $11
"""
_ONE = """
SELECT w.whole || jsonb_build_object(
    'missing_parts', p.missing, 'agreement_id', s.agreement_id,
    'history', (SELECT jsonb_agg(to_jsonb(h) ORDER BY h.version) FROM proposal_history h WHERE h.proposal_id = p.id))
FROM proposal p JOIN proposal_whole w ON w.id = p.id LEFT JOIN scope_item s ON s.id = p.scope_item_id
WHERE p.id = $1
"""


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_proposal(work: Work, query: ShowProposal) -> ProposalDetails:
    """One proposal; the partner that proposed is shown no reason that is not disclosed, and no accounts."""
    found = ProposalDetails.model_validate_json(await work.connection.fetchval(_ONE, query.proposal_id))
    if reads_as_partner(work, found):
        found.history = [entry.model_copy(update={"account": None}) for entry in found.history]
        if found.answer and not found.answer.disclosed:
            found.answer = found.answer.model_copy(update={"reason": None, "note": None})
    return found


@use_case(*READERS, scope=anywhere, changes=False)
async def list_proposals(work: Work, query: ListProposals) -> Page[ProposalSummary]:
    """One page of proposals."""
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(
        _LIST,
        *reach,
        query.unit,
        query.meeting,
        query.kind,
        query.state,
        *query.page.after_as(date.fromisoformat, UUID),
        query.page.limit + 1,
    )
    summaries = [ProposalSummary.model_validate_json(row[0]) for row in rows]
    return query.page.cut(summaries, lambda summary: [summary.sorted_on, summary.id])


@use_case(*KEEPERS, scope=scope_to_include, changes=False)
async def list_includable_items(work: Work, query: ListIncludableItems) -> list[IncludableItem]:
    """The scope items of the agreements that concern both units, the newest agreement first."""
    rows = await work.connection.fetch(
        """SELECT s.id AS scope_item_id, a.title AS agreement_title, s.description
           FROM scope_item s JOIN agreement a ON a.id = s.agreement_id
           WHERE a.id IN (SELECT * FROM agreements_of_proposal($1)) ORDER BY a.id DESC, s.ordinal LIMIT 200""",
        query.proposal_id,
    )
    return [IncludableItem.model_validate(dict(row)) for row in rows]


def may_propose(work: Work) -> bool:
    """Whether a position of the reader may record a proposal of some unit."""
    return work.actor.may(SIDES, None)


def keeps_records(work: Work) -> bool:
    """Whether the reader records for one of our own units, and not only for a partner."""
    return work.actor.may(KEEPERS, None)
