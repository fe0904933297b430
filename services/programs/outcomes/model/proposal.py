"""A proposal to record, correct or retract an outcome of a closed month: one person proposes, another one decides."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from services.programs.amendments.model.amendment import (
    DECIDING,
    WITHDRAWING,
    AmendmentState,
    AmendmentVerdict,
    SecondPersonNeeded,
)
from services.programs.months.model.month import Month
from services.programs.outcomes.model.outcome import Facts
from shared.values.cooperation import OutcomeKind
from shared.values.labels import label
from shared.values.refusals import Conflict, Invalid, NotFound, WrongState
from shared.values.texts import Text

ProposedChange = Literal["late", "correction", "retraction"]


class OutcomeProposalNotFound(NotFound):
    """There is no proposal with this id."""

    title = Text("Usul hasil tidak ditemukan", "Proposal of an outcome not found")
    detail = Text("Tidak ada usul hasil dengan id {id}.", "There is no proposal of an outcome with the id {id}.")


class OutcomeAlreadyProposed(Conflict):
    """Another proposal about the same outcome waits for its decision."""

    title = Text("Usul lain masih menunggu", "Another proposal waits")
    detail = Text(
        "Untuk hasil ini masih ada usul yang menunggu keputusan. Putuskan atau tarik usul itu dahulu.",
        "A proposal about this outcome still waits for its decision. Decide or withdraw it first.",
    )


class ProposalIncomplete(Invalid):
    """A proposal has both kinds of facts, or is late without any, or changes an outcome of another kind."""

    title = Text("Usul tidak lengkap", "Proposal is incomplete")
    detail = Text(
        "Usulkan satu hasil produksi atau satu pentas. Untuk penarikan, sebutkan hasil yang ditarik saja.",
        "Propose one output or one performance. For a retraction, name only the outcome that is retracted.",
    )


@dataclass(frozen=True, slots=True)
class ProposedOutcome:
    """The outcome of a proposal, in the version that the proposer has seen."""

    kind: OutcomeKind
    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed change: a late one has no `outcome`, and a retraction no `facts`."""

    id: UUID
    program_id: UUID
    outcome: ProposedOutcome | None
    month: Month
    facts: Facts | None
    delivered_for: frozenset[UUID]
    reason: str
    proposed_by: str
    proposed_at: datetime
    state: AmendmentState = "proposed"
    decided_by: str | None = None
    decided_at: datetime | None = None
    version: int = 1

    @property
    def change(self) -> ProposedChange:
        """The kind of the change."""
        if self.outcome is None:
            return "late"
        return "correction" if self.facts else "retraction"

    @property
    def kind(self) -> OutcomeKind:
        """Output or performance."""
        return self.facts.kind if self.facts else self._proposed.kind

    def decide(self, verdict: AmendmentVerdict, account: str, now: datetime) -> "Proposal":
        """The decision of a second person. Raises `WrongState` or `SecondPersonNeeded`."""
        self._require_proposed(DECIDING)
        if account == self.proposed_by:
            raise SecondPersonNeeded
        return self._ended(verdict, account, now)

    def withdraw(self, account: str, now: datetime) -> "Proposal":
        """The withdrawal, by the proposer or by another recorder of the facility. Raises `WrongState`."""
        self._require_proposed(WITHDRAWING)
        return self._ended("withdrawn", account, now)

    @property
    def _proposed(self) -> ProposedOutcome:
        if self.outcome is None:
            raise ProposalIncomplete
        return self.outcome

    def _ended(self, state: AmendmentState, account: str, now: datetime) -> "Proposal":
        return replace(self, state=state, decided_by=account, decided_at=now, version=self.version + 1)

    def _require_proposed(self, operation: Text) -> None:
        if self.state != "proposed":
            state, allowed = label("amendment_state", self.state), [label("amendment_state", "proposed")]
            raise WrongState(operation=operation, state=state, allowed=allowed)


def require_whole(outcome: ProposedOutcome | None, facts: Facts | None) -> None:
    """Raise `ProposalIncomplete` unless a late outcome has facts, and a correction keeps the kind."""
    if outcome is None and facts is None:
        raise ProposalIncomplete
    if outcome and facts and outcome.kind != facts.kind:
        raise ProposalIncomplete
