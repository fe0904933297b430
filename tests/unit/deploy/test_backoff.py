"""A process that keeps dying is started more and more rarely."""

from deploy.local.backoff import Backoff


def test_the_pause_doubles_up_to_the_longest() -> None:
    pauses = Backoff(first=1, longest=5)
    assert [pauses.pause_after(0.1) for _ in range(5)] == [1, 2, 4, 5, 5]


def test_a_process_that_was_up_for_a_while_starts_from_the_beginning() -> None:
    pauses = Backoff(first=1, longest=5, good_after=20)
    pauses.pause_after(0.1)
    pauses.pause_after(0.1)
    assert pauses.pause_after(20) == 1
    assert pauses.pause_after(0.1) == 2
