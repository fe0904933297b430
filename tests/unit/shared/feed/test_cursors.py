"""Cursors of the feed: what another life of the log gave out is told from what was made up."""

import pytest

from shared.events.feed.reading import Relayed
from shared.rooms.feed.cursors import Cursor, CursorFromBeforeRestore, position_after
from shared.web.problems.refusals import InvalidCursor

TOPIC = "sinergi.agreements.v1"
RELAYED = Relayed(cursor=40, generation=2, last_id=45)


def given(topic: str = TOPIC, generation: int = 2, position: int = 40) -> str:
    return Cursor(topic, generation, position).encoded()


def test_without_a_cursor_it_begins_at_the_beginning() -> None:
    assert position_after(None, TOPIC, RELAYED) == 0


@pytest.mark.parametrize("position", [0, 40, 45])
def test_a_cursor_is_a_position_in_what_was_drawn(position: int) -> None:
    assert position_after(given(position=position), TOPIC, RELAYED) == position


@pytest.mark.parametrize("cursor", [given(generation=1), given(generation=3), given(position=46)])
def test_another_life_is_refused_with_the_way_to_begin_again(cursor: str) -> None:
    with pytest.raises(CursorFromBeforeRestore, match=rf"\?topic={TOPIC}"):
        position_after(cursor, TOPIC, RELAYED)


@pytest.mark.parametrize("cursor", [given(topic="sinergi.programs.v1"), given(position=-1), "", "é", "bnVsbA", "WzFd"])
def test_what_was_not_given_out_for_this_topic_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        position_after(cursor, TOPIC, RELAYED)
