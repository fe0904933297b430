"""The stream of the badge: its state, what a client that comes back is sent, and how many streams may be open."""

from datetime import UTC, datetime

import pytest

from services.notifications.inbox.pages.stream import event_of
from services.notifications.inbox.pages.streams import (
    MOST_OF_ACCOUNT,
    Badge,
    InboxStream,
    InboxStreams,
    badge_of,
)
from services.notifications.inbox.queries import UnreadAtDesk
from shared.operations.settings import Settings
from shared.web.problems.refusals import TryAgain

DESKS = ["facility:a:head", "facility:a:cooperation_officer"]
UNREAD = {DESKS[0]: UnreadAtDesk(2, 1, "v1"), DESKS[1]: UnreadAtDesk(3, 0, "v2")}
OTHER = {"nation:reader": UnreadAtDesk(9, 9, "v")}


def test_a_badge_counts_the_own_desks_only() -> None:
    badge = badge_of(DESKS, UNREAD | OTHER)
    assert (badge.unread, badge.critical) == (5, 1)
    assert badge_of(DESKS, {}).unread == 0


def test_a_changed_version_is_another_state_of_the_same_desks() -> None:
    before, after = badge_of(DESKS, UNREAD), badge_of(DESKS, UNREAD | {DESKS[1]: UnreadAtDesk(3, 0, "v3")})
    assert before.state != after.state
    assert before.state.partition(".")[0] == after.state.partition(".")[0]
    assert badge_of(DESKS[:1], UNREAD).state.partition(".")[0] != before.state.partition(".")[0]


@pytest.mark.parametrize(
    ("seen", "event"),
    [("", "keadaan"), ("d.1", "keadaan"), ("d.2", None), ("e.2", "muat-ulang"), ("invented", "muat-ulang")],
)
def test_a_client_that_comes_back_is_sent_what_it_missed(seen: str, event: str | None) -> None:
    sent = event_of(Badge(5, 1, "d.2"), seen)
    if event is None:
        assert sent.startswith(":")
    else:
        assert sent == f'id: d.2\nevent: {event}\ndata: {{"belum_dibaca": 5, "penting": 1}}\n\n'


def test_a_stream_is_told_of_changes_only() -> None:
    stream = InboxStream("a", DESKS)
    stream.update(UNREAD)
    assert stream.changed.is_set()
    stream.changed.clear()
    stream.update(UNREAD | OTHER)
    assert not stream.changed.is_set()


def test_an_account_has_a_bounded_number_of_streams() -> None:
    streams = InboxStreams(Settings(), lambda: datetime.now(UTC))
    opened = [streams.open("a", DESKS) for _ in range(MOST_OF_ACCOUNT)]
    for each in opened:
        each.__enter__()
    with pytest.raises(TryAgain):
        streams.require_room("a")
    streams.require_room("b")
    opened[0].__exit__(None, None, None)
    streams.require_room("a")
