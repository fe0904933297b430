"""Rows of a daily file: usual words for what happened, whole days, and refusals that repeat nothing."""

from dataclasses import replace
from datetime import date

import pytest

from services.programs.sdp.model.rows import Movement, MovementDayUnreadable, MovementUnreadable, SdpRow

ROW = SdpRow(4, "B.I 1/2026", "bebas", "12/03/2026", "", "", "", "")


@pytest.mark.parametrize(
    ("written", "movement"),
    [("Masuk", "arrived"), ("BEBAS", "released"), ("mutasi", "transferred"), ("Sisa pidana", "term")],
)
def test_usual_words_are_read(written: str, movement: Movement) -> None:
    assert replace(ROW, movement=written).read_movement() == movement


def test_days_are_read_as_people_write_them() -> None:
    assert ROW.read_day() == date(2026, 3, 12)
    assert replace(ROW, day=date(2026, 3, 12)).read_day() == date(2026, 3, 12)
    assert ROW.read_term() is None


@pytest.mark.parametrize("written", ["", "Warga Contoh", "Maret 2026", "31/02/2026"])
def test_a_day_that_is_not_whole_is_refused_and_not_repeated(written: str) -> None:
    with pytest.raises(MovementDayUnreadable) as refused:
        replace(ROW, day=written).read_day()
    assert "4" in refused.value.sentence.id
    assert "Warga" not in refused.value.sentence.id


def test_another_word_is_refused_and_not_repeated() -> None:
    with pytest.raises(MovementUnreadable) as refused:
        replace(ROW, movement="Warga Contoh").read_movement()
    assert "Warga" not in refused.value.sentence.id
