"""Admission: pseudonyms only, each participant once, within the capacity."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.programs.cohorts.model.admission import (
    Admission,
    AlreadyEnrolled,
    BasisReference,
    CapacityExceeded,
    CohortTooLarge,
    ListedTwice,
    NotAPseudonym,
    concurrent_enrolments,
    is_pseudonym,
    require_admissible,
    require_markable,
    require_well_formed,
)
from shared.values.inputs import ShortText

FIRST, SECOND = "P-7F3A91", "P-7F3A92"
ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)


def admissions(*refs: str) -> list[Admission]:
    return [
        Admission(participant_ref=ref, kind="convict", basis="hearing", basis_reference="TPP-2026/014") for ref in refs
    ]


def test_pseudonyms_within_the_capacity_are_admitted() -> None:
    require_well_formed(admissions(FIRST, SECOND))
    require_admissible([ONE, TWO], enrolled={THREE}, capacity=3)


@pytest.mark.parametrize(
    "named",
    [
        "Warga Binaan Contoh",
        "P-WARGABINAAN",
        "P-12345",
        "P-7f3a91",
        "7F3A91",
        "P-7F3A91 ",
        "P-7F3A91\n",
        f"P-{'1' * 33}",
        "P-7F3A9١",
        "",
    ],
)
def test_a_possible_name_is_refused_and_not_repeated(named: str) -> None:
    with pytest.raises(NotAPseudonym) as refused:
        require_well_formed(admissions(FIRST, named))
    assert "ke-2" in refused.value.sentence.id
    assert not named or named not in refused.value.sentence.en.replace(FIRST, "")


@given(st.from_regex(r"P-[0-9A-Z]{6,32}", fullmatch=True))
def test_capital_letters_are_a_pseudonym_only_with_a_digit(text: str) -> None:
    assert is_pseudonym(text) == any(character.isdigit() for character in text)


def test_no_participant_is_listed_twice() -> None:
    with pytest.raises(ListedTwice) as refused:
        require_well_formed(admissions(FIRST, SECOND, FIRST))
    assert refused.value.values == {"entry": 3, "first": 1}


def test_no_participant_is_in_two_cohorts_of_a_program() -> None:
    with pytest.raises(AlreadyEnrolled):
        require_admissible([ONE, TWO], enrolled={TWO}, capacity=30)


def test_the_capacity_is_not_exceeded() -> None:
    with pytest.raises(CapacityExceeded) as refused:
        require_admissible([ONE, TWO], enrolled={THREE}, capacity=2)
    assert refused.value.values == {"capacity": 2, "free": 1, "asked": 2}


def test_an_enrolment_elsewhere_is_reported_by_its_entry() -> None:
    (found,) = concurrent_enrolments([ONE, TWO], {TWO: 2})
    assert found.message.id == "Entri ke-2 juga terdaftar pada 2 program lain tahun ini. Periksa jadwalnya."
    assert str(TWO) not in found.message.en


@pytest.mark.parametrize("reference", ["sidang tentang seseorang", "TP", "-TPP", "TPP 14", "x" * 81, "TPP\n", ""])
def test_a_sentence_is_no_hearing_number(reference: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(BasisReference).validate_python(reference)


@pytest.mark.parametrize("reference", ["TPP-2026/014", "W13.PAS.PAS9-PK.01.05.06-31", "014"])
def test_a_hearing_is_given_by_its_number(reference: str) -> None:
    assert TypeAdapter(BasisReference).validate_python(reference) == reference


@pytest.mark.parametrize("text", ["", "   ", "a\x00b", "a\nb", "\ud800", "x" * 301])
def test_a_line_is_one_line_that_a_database_can_keep(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(ShortText).validate_python(text)


def test_who_left_after_the_day_of_admission_was_still_enrolled_on_it() -> None:
    with pytest.raises(AlreadyEnrolled):
        require_admissible([ONE], enrolled=(), capacity=30, left_later={ONE})


def test_a_cohort_is_no_larger_than_a_session_can_mark() -> None:
    require_markable(500)
    with pytest.raises(CohortTooLarge):
        require_markable(501)
