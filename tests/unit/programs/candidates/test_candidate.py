"""The candidate: listed once, then admitted or removed for good."""

from datetime import date
from uuid import UUID

import pytest

from services.programs.candidates.model import AlreadyCandidate, Candidate, require_new
from services.programs.cohorts.model.admission import Admission
from shared.values.refusals import WrongState

ADMISSION = Admission(participant_ref="P-7F3A91", kind="detainee", basis="voluntary")
CANDIDATE = Candidate(UUID(int=1), UUID(int=2), 1, UUID(int=3), ADMISSION, date(2026, 3, 2))


def test_nobody_waits_twice_or_beside_a_place() -> None:
    participants = [UUID(int=3), UUID(int=4)]
    require_new(participants, waiting=[], enrolled=[])
    for listed in ({"waiting": [UUID(int=4)], "enrolled": []}, {"waiting": [], "enrolled": [UUID(int=4)]}):
        with pytest.raises(AlreadyCandidate) as refused:
            require_new(participants, **listed)
        assert refused.value.values == {"entry": 2}


def test_a_candidate_is_admitted_or_removed_once() -> None:
    admitted, removed = CANDIDATE.admit(UUID(int=5)), CANDIDATE.end("released")
    assert (admitted.state, admitted.enrolment_id, removed.state, removed.end_reason) == (
        "admitted",
        UUID(int=5),
        "ended",
        "released",
    )
    for ended in (admitted, removed):
        with pytest.raises(WrongState):
            ended.end("withdrew")
