"""Cursors of the feed: a position in one life of one topic's log, opaque to who keeps it."""

from dataclasses import dataclass

from shared.events.feed.reading import Relayed
from shared.values.texts import Text
from shared.web.cursors import content_of, opaque
from shared.web.problems.refusals import Gone, InvalidCursor

# More than a bigint holds would fail in asyncpg, as something that passes by itself (503) and not as a bad cursor.
_LARGEST = 2**63


class CursorFromBeforeRestore(Gone):
    """The log was restored from a backup after the cursor was issued, so the cursor's position is no longer valid."""

    title = Text("Kursor dari sebelum pemulihan log", "Cursor from before a restore of the log")
    detail = Text(
        "Log {topic} telah dipulihkan sejak kursor ini diberikan. Mulai lagi dari awal tanpa kursor "
        "(?topic={topic}); lewati kejadian yang id-nya sudah Anda miliki, dan batalkan yang tidak muncul lagi.",
        "The log of {topic} was restored after this cursor was issued. Start again without a cursor "
        "(?topic={topic}); skip events whose id you have, and discard those that are not sent again.",
    )


@dataclass(frozen=True, slots=True)
class Cursor:
    """Everything of `topic` up to the id `position` was read, in the log's life number `generation`."""

    topic: str
    generation: int
    position: int

    def encoded(self) -> str:
        """As it is given out."""
        return opaque([self.topic, self.generation, self.position])


def position_after(cursor: str | None, topic: str, relayed: Relayed) -> int:
    """Where to read on. Raises `InvalidCursor` or `CursorFromBeforeRestore`."""
    if cursor is None:
        return 0
    given = _decoded(cursor)
    if given.topic != topic:
        raise InvalidCursor
    # A crash of PostgreSQL may take the relay's cursor back a little; only a restore takes back ids that were drawn.
    if given.generation != relayed.generation or given.position > max(relayed.cursor, relayed.last_id):
        raise CursorFromBeforeRestore(topic=topic)
    return given.position


def _decoded(cursor: str) -> Cursor:
    match content_of(cursor):
        case [str(topic), int(generation), int(position)] if 0 <= position < _LARGEST:
            return Cursor(topic, generation, position)
    raise InvalidCursor
