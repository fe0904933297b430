"""The ratio is that of the medians, and a goal limits it in one direction."""

import pytest

from tests.bench.finding import Finding, Goal, Side
from tests.bench.pace import percentile


def finding(ours: list[float], peer: list[float], goal: Goal | None = None) -> Finding:
    return Finding("drain", "events/s", Side("relay", ours), Side("aiokafka", peer), goal)


def test_one_slow_round_does_not_move_the_ratio_but_shows_in_the_spread() -> None:
    measured = finding([50, 60, 10], [100, 100, 100])
    assert measured.ratio == 0.5
    assert measured.spread == (0.1, 0.6)


@pytest.mark.parametrize(
    ("goal", "ratio", "met"),
    [
        (Goal("at least", 0.5), 0.5, True),
        (Goal("at least", 0.5), 0.49, False),
        (Goal("at most", 2), 2, True),
        (Goal("at most", 2), 2.1, False),
    ],
)
def test_a_goal_is_met_at_its_limit(goal: Goal, ratio: float, met: bool) -> None:
    assert finding([ratio], [1], goal).met is met


def test_a_figure_without_a_peer_has_neither_ratio_nor_verdict() -> None:
    measured = Finding("request to effect", "ms", Side("agreements → programs", [12.0, 14.0]))
    assert (measured.ratio, measured.spread, measured.met) == (None, None, None)
    assert measured.as_dict()["ours"]["median"] == 13.0


def test_percentiles() -> None:
    waits = [float(number) for number in range(100, 0, -1)]
    assert (percentile(waits, 50), percentile(waits, 99), percentile([7.0], 99)) == (51.0, 100.0, 7.0)
