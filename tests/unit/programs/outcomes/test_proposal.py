"""Proposals for closed months: whole, decided by a second person, once."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from services.programs.amendments.model.amendment import SecondPersonNeeded
from services.programs.months.model.month import Month
from services.programs.outcomes.model.output import OUTPUT, OutputFacts
from services.programs.outcomes.model.performance import PERFORMANCE, PerformanceFacts
from services.programs.outcomes.model.proposal import Proposal, ProposalIncomplete, ProposedOutcome, require_whole
from shared.values.refusals import WrongState

NOW = datetime(2026, 4, 15, tzinfo=UTC)
CAKES, EVENING = OutputFacts(**OUTPUT), PerformanceFacts(**PERFORMANCE)
RECORDED = ProposedOutcome("output", UUID(int=3), 1)


def proposal(**changed: Any) -> Proposal:
    given = {"outcome": None, "facts": CAKES} | changed
    return Proposal(
        id=UUID(int=1),
        program_id=UUID(int=2),
        month=Month.of(date(2026, 3, 1)),
        delivered_for=frozenset(),
        reason="Terlambat.",
        proposed_by="officer",
        proposed_at=NOW,
        **given,
    )


def test_a_proposal_is_late_or_a_correction_or_a_retraction() -> None:
    assert (proposal().change, proposal().kind) == ("late", "output")
    assert proposal(outcome=RECORDED).change == "correction"
    retraction = proposal(outcome=RECORDED, facts=None)
    assert (retraction.change, retraction.kind) == ("retraction", "output")
    require_whole(RECORDED, None)
    require_whole(None, EVENING)
    for outcome, facts in ((None, None), (RECORDED, EVENING)):
        with pytest.raises(ProposalIncomplete):
            require_whole(outcome, facts)


def test_a_second_person_decides_once() -> None:
    with pytest.raises(SecondPersonNeeded):
        proposal().decide("approved", "officer", NOW)
    decided = proposal().decide("approved", "head", NOW)
    assert (decided.state, decided.decided_by, decided.version) == ("approved", "head", 2)
    with pytest.raises(WrongState):
        decided.withdraw("officer", NOW)
    assert proposal().withdraw("officer", NOW).state == "withdrawn"
