"""Lines of attendance: each is kept or refused by itself, and no refusal repeats the words of a line."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.programs.sessions.model.attendance import (
    AbsenceUnexplained,
    MarkedTwice,
    NotEnrolled,
    PresenceExplained,
)
from services.programs.sheets.model.lines import KeptMark, MarkLine, MarkUnreadable, ReasonUnreadable, judge

FIRST, SECOND = UUID(int=1), UUID(int=2)
ENROLLED = {"K-01": FIRST, "P-7F3A91": FIRST, "K-02": SECOND, "P-7F3A92": SECOND}


def line(who: str = "K-01", mark: str = "aktif", reason: str = "", entry: int = 1) -> MarkLine:
    return MarkLine(entry, who, mark, reason)


def kept(*lines: MarkLine) -> list[KeptMark]:
    marks, refused = judge(lines, ENROLLED)
    assert refused == []
    return marks


def refused(*lines: MarkLine) -> list[tuple[int, type]]:
    return [(each.entry, type(each.refusal)) for each in judge(lines, ENROLLED)[1]]


def test_a_code_and_a_reference_are_the_same_participant() -> None:
    assert kept(line("K-01"), line("p-7f3a92 ", "PASIF")) == [
        KeptMark(FIRST, "active", None),
        KeptMark(SECOND, "passive", None),
    ]


@pytest.mark.parametrize(
    ("mark", "reason", "read"),
    [
        ("absent", "ill", "ill"),
        ("Tidak hadir", "Sakit", "ill"),
        ("tidak-hadir", "tanpa keterangan", "no_information"),
        ("absen", "alpa", "no_information"),
        ("", "dipinjam penyidik (bon)", "on_loan"),
        ("", "at worship", "worship"),
    ],
)
def test_an_absence_is_read_as_people_write_it(mark: str, reason: str, read: str) -> None:
    assert kept(line(mark=mark, reason=reason)) == [KeptMark(FIRST, "absent", read)]  # type: ignore[arg-type]


def test_a_bad_line_is_named_and_the_others_are_kept() -> None:
    lines = [line("K-09"), line("K-01", "hadir", entry=2), line("K-02", entry=3), line("K-02", "pasif", entry=4)]
    marks, _ = judge(lines, ENROLLED)
    assert marks == [KeptMark(SECOND, "active", None)]
    assert refused(*lines) == [(1, NotEnrolled), (2, MarkUnreadable), (4, MarkedTwice)]


def test_a_reason_belongs_to_an_absence() -> None:
    assert refused(line(reason="sakit")) == [(1, PresenceExplained)]
    assert refused(line(mark="tidak hadir")) == [(1, AbsenceUnexplained)]
    assert refused(line(mark="tidak hadir", reason="malas")) == [(1, ReasonUnreadable)]
    assert refused(line(mark="")) == [(1, MarkUnreadable)]


@given(st.text(min_size=3), st.text(min_size=3), st.text(min_size=3))
def test_no_refusal_repeats_a_line(who: str, mark: str, reason: str) -> None:
    name = "Siti Contoh"
    for each in judge([line(name + who, mark, reason), line("K-01", name + mark, reason)], ENROLLED)[1]:
        assert name not in each.refusal.sentence.id + each.refusal.sentence.en
