"""How the two languages write days and lists."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.values.languages import written_day, written_list


@pytest.mark.parametrize(
    ("day", "indonesian", "english"),
    [
        (date(2026, 1, 27), "27 Januari 2026", "27 January 2026"),
        (date(2026, 8, 1), "1 Agustus 2026", "1 August 2026"),
        (date(2027, 12, 31), "31 Desember 2027", "31 December 2027"),
    ],
)
def test_a_day_as_people_write_it(day: date, indonesian: str, english: str) -> None:
    assert (written_day(day, "id"), written_day(day, "en")) == (indonesian, english)


@pytest.mark.parametrize(
    ("words", "indonesian"), [([], "–"), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")]
)
def test_a_list_in_a_sentence(words: list[str], indonesian: str) -> None:
    assert written_list(words, "id") == indonesian


@given(st.lists(st.sampled_from(["kesehatan", "olahraga", "sosial", "pertanian"])))
def test_a_list_contains_each_word_once(words: list[str]) -> None:
    sentence = written_list(words, "en")
    assert all(sentence.count(word) == 1 for word in words)
