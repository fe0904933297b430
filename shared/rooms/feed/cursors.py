"""Cursors of the feed: a position in one generation of a topic's log, opaque to the client."""

from dataclasses import dataclass

from shared.events.feed.reading import Relayed
from shared.values.texts import Text
from shared.web.cursors import decode_cursor, encode_cursor
from shared.web.problems.refusals import Gone, InvalidCursor

# asyncpg raises an error for a number that no bigint holds, which would be answered as a transient error (503).
_BIGINT_LIMIT = 2**63


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
class FeedCursor:
    """All events of `topic` up to the id `position` were read, in the generation `generation` of the log."""

    topic: str
    generation: int
    position: int

    def encoded(self) -> str:
        """The cursor as clients receive it."""
        return encode_cursor([self.topic, self.generation, self.position])


def position_after(cursor: str | None, topic: str, relayed: Relayed) -> int:
    """The id after which to read. Raises `InvalidCursor` or `CursorFromBeforeRestore`."""
    if cursor is None:
        return 0
    given = _decoded(cursor)
    if given.topic != topic:
        raise InvalidCursor
    # A crash of PostgreSQL can set the relay's cursor back a little; only a restore takes back ids that were drawn.
    if given.generation != relayed.generation or given.position > max(relayed.cursor, relayed.last_id):
        raise CursorFromBeforeRestore(topic=topic)
    return given.position


def _decoded(cursor: str) -> FeedCursor:
    match decode_cursor(cursor):
        case [str(topic), int(generation), int(position)] if 0 <= position < _BIGINT_LIMIT:
            return FeedCursor(topic, generation, position)
    raise InvalidCursor
