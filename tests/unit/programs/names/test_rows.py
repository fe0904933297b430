"""Rows of a file of names, the register in which they are looked up, and references without a meaning."""

from uuid import uuid4

import pytest

from services.programs.cohorts.model.admission import is_pseudonym
from services.programs.names.model.register import Register
from services.programs.names.model.rows import NameRow, NameRowIncomplete, ParticipantKindUnreadable, read_kind
from services.programs.participants.model import Person, new_reference
from shared.values.refusals import Refusal

PERSON = Person(name="Warga Contoh", register_number="B.I 101/2026", kind="convict")


def test_references_are_pseudonyms_and_random() -> None:
    references = {new_reference() for _ in range(200)}
    assert len(references) == 200
    assert all(map(is_pseudonym, references))


def test_a_person_is_found_by_the_letters_and_digits_of_the_register_number() -> None:
    who = uuid4()
    register = Register({who: PERSON})
    assert register.find(Person(name="Lain", register_number="b.i-101/2026", kind="convict").key) == who
    assert not register.enter(who, PERSON)
    assert register.enter(who, PERSON.model_copy(update={"register_number": "B.I 102/2026"}))
    assert register.find(PERSON.key) is None


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (NameRow(3, "", "B.I 1/2026", "narapidana", ""), NameRowIncomplete),
        (NameRow(3, "Warga Contoh", "///", "narapidana", ""), NameRowIncomplete),
        (NameRow(3, "W" * 121, "B.I 1/2026", "narapidana", ""), NameRowIncomplete),
        (NameRow(3, "Warga Contoh", "B.I 1/2026", "pegawai", ""), ParticipantKindUnreadable),
        (NameRow(3, "Warga Contoh", "B.I 1/2026", "", ""), ParticipantKindUnreadable),
    ],
)
def test_a_bad_row_is_refused_by_its_number_and_nothing_of_it_is_repeated(row: NameRow, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        row.person()
    sentence = refused.value.sentence
    assert "3" in sentence.id
    assert "Warga" not in sentence.id + sentence.en
    assert "pegawai" not in sentence.id + sentence.en


def test_what_a_row_leaves_out_stays() -> None:
    assert NameRow(1, "Warga Contoh Baru", "B.I 101/2026", "", "").person(PERSON).kind == "convict"


@pytest.mark.parametrize("written", ["narapidana", "Narapidana", "convict"])
def test_kinds_are_read_in_both_languages(written: str) -> None:
    assert read_kind(1, written) == "convict"
