"""The totals of a region: small numbers wait for the quarter, and no subtraction finds them."""

from datetime import date

from services.programs.measures.model.totals import ActivityTotal, PillarCount, periods_to_total, published
from shared.values.cooperation import Pillar


def total(participants: int, **of_pillars: int) -> ActivityTotal:
    pillars: dict[str, Pillar] = {
        "personality": "personality",
        "independence": "independence",
        "reintegration": "reintegration",
    }
    parts = tuple(
        PillarCount(pillar=pillars[name], sessions=2, participants=number) for name, number in of_pillars.items()
    )
    return ActivityTotal(
        facilities=3, closed=3, sessions=2 * len(parts), outputs=0, participants=participants, pillars=parts
    )


def shown(of: ActivityTotal) -> tuple[int | None, list[int | None]]:
    return of.participants, [each.participants for each in of.pillars]


def test_large_numbers_are_published_as_they_are() -> None:
    assert shown(published(total(30, personality=20, independence=12))) == (30, [20, 12])
    assert shown(published(total(0))) == (0, [])


def test_a_small_number_takes_another_one_with_it() -> None:
    # With 20 and 30 published, 30 - 20 would leave at most ten for the small one; with two hidden, nothing is left.
    assert shown(published(total(30, personality=20, independence=3, reintegration=9))) == (30, [20, None, None])
    assert shown(published(total(23, personality=20, independence=3))) == (23, [None, None])
    assert shown(published(total(3, personality=3))) == (None, [None])


def test_sessions_are_never_withheld() -> None:
    assert [each.sessions for each in published(total(3, personality=3)).pillars] == [2]


def test_a_quarter_has_what_its_months_withhold_unless_only_one_of_them_does() -> None:
    quarter = total(40, personality=20, independence=9, reintegration=12)
    small: list[frozenset[Pillar | None]] = [frozenset({"independence"}), frozenset({"independence"}), frozenset()]
    assert shown(published(quarter, small)) == (40, [20, 9, 12])
    # Two months are known, so the quarter would give the third one away; and so would the other pillars with the whole.
    small[1] = frozenset()
    assert shown(published(quarter, small)) == (None, [20, None, 12])


def test_two_months_and_the_last_whole_quarter_are_totalled() -> None:
    periods = periods_to_total(date(2027, 2, 15))
    assert [(each.first, each.last) for each in periods] == [
        (date(2026, 12, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 31)),
        (date(2026, 10, 1), date(2026, 12, 31)),
    ]
