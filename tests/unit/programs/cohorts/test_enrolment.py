"""Enrolments: numbered within the cohort, begun in one of three ways, ended once."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.programs.cohorts.model.admission import Admission, BasisWithoutReference, require_well_formed
from services.programs.cohorts.model.enrolment import (
    EarlierEnrolmentUnknown,
    Enrolment,
    EnrolmentHasEnded,
    EnrolmentNotEnded,
    enrol,
    require_earlier,
)

COHORT, EARLIER = UUID(int=61), UUID(int=62)
DAY = date(2026, 3, 9)


def admission(number: int, continues: UUID | None = None) -> Admission:
    return Admission(participant_ref=f"P-00000{number}", kind="detainee", basis="voluntary", continues=continues)


def enrolled(*admissions: Admission) -> list[Enrolment]:
    """The enrolments of participants 1, 2 and so on; the second one has been in the practice before."""
    admitted = [(each, UUID(int=number)) for number, each in enumerate(admissions, start=1)]
    new = enrol(COHORT, admitted, DAY, after=6, participated={UUID(int=2)})
    assert [each.admission for each in new] == list(admissions)
    return [each.enrolment for each in new]


def test_enrolments_have_short_codes_that_go_on_after_the_last_one() -> None:
    assert [each.code for each in enrolled(admission(1), admission(2))] == ["K-07", "K-08"]


def test_an_enrolment_is_a_first_one_or_repeated_or_continued() -> None:
    found = enrolled(admission(1), admission(2), admission(3, continues=EARLIER))
    assert [each.origin for each in found] == ["first", "repeated", "continued"]


def test_only_an_ended_enrolment_of_the_practice_can_be_continued() -> None:
    with pytest.raises(EarlierEnrolmentUnknown) as refused:
        require_earlier([admission(1), admission(2, continues=COHORT)], {EARLIER})
    assert refused.value.values == {"entry": 2}


def test_an_enrolment_ends_once() -> None:
    (enrolment,) = enrolled(admission(1))
    ended = enrolment.end(DAY, "released")
    assert (ended.ended_on, ended.end_reason) == (DAY, "released")
    with pytest.raises(EnrolmentHasEnded):
        ended.end(DAY, "completed")


def test_only_an_end_that_was_recorded_is_corrected() -> None:
    (enrolment,) = enrolled(admission(1))
    with pytest.raises(EnrolmentNotEnded):
        enrolment.correct_end(None, None)
    ended = enrolment.end(DAY, "released")
    assert ended.correct_end(None, None) == replace(enrolment, version=3)
    assert ended.correct_end(DAY, "health") == replace(ended, end_reason="health", version=3)


@pytest.mark.parametrize(("basis", "reference"), [("court", None), ("hearing", None), ("voluntary", "TPP-1")])
def test_a_basis_has_the_number_of_its_document_unless_it_is_voluntary(basis: str, reference: str | None) -> None:
    wrong = Admission.model_validate(
        {"participant_ref": "P-000001", "kind": "convict", "basis": basis, "basis_reference": reference}
    )
    with pytest.raises(BasisWithoutReference):
        require_well_formed([wrong])
