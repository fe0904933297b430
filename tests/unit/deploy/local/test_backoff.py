"""The pause before a process is started again grows with each early death."""

from deploy.local.backoff import Backoff


def test_the_pause_doubles_up_to_the_longest() -> None:
    pauses = Backoff(first=1, longest=5)
    assert [pauses.pause_after(0.1) for _ in range(5)] == [1, 2, 4, 5, 5]


def test_after_a_long_uptime_the_pauses_start_again() -> None:
    pauses = Backoff(first=1, longest=5, good_after=20)
    pauses.pause_after(0.1)
    pauses.pause_after(0.1)
    assert pauses.pause_after(20) == 1
    assert pauses.pause_after(0.1) == 2
