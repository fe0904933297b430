"""Cursors of the feed: a position in one life of one topic's log, opaque to who keeps it."""

from dataclasses import dataclass

from shared.events.feed.reading import Relayed
from shared.values.texts import Text
from shared.web.cursors import content_of, opaque
from shared.web.problems.refusals import Gone, InvalidCursor

# More than a bigint holds would fail in asyncpg, as something that passes by itself (503) and not as a bad cursor.
_LARGEST = 2**63


class CursorFromAnotherLife(Gone):
    """The log was restored since the cursor was given out: what it stands for is not there any more."""

    title = Text("Kursor dari log yang lama", "Cursor from another life of the log")
    detail = Text(
        "Log {topic} telah dipulihkan sejak kursor ini diberikan. Mulai lagi dari awal tanpa kursor "
        "(?topic={topic}); kejadian yang id-nya sudah Anda miliki dilewati, dan yang tidak muncul lagi tidak berlaku.",
        "The log of {topic} was restored since this cursor was given out. Start again without a cursor "
        "(?topic={topic}); skip events whose id you have, and give up those that do not come again.",
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
    """Where to read on. Raises `InvalidCursor` or `CursorFromAnotherLife`."""
    if cursor is None:
        return 0
    given = _decoded(cursor)
    if given.topic != topic:
        raise InvalidCursor
    # A crash of PostgreSQL may take the relay's cursor back a little; only a restore takes back ids that were drawn.
    if given.generation != relayed.generation or given.position > max(relayed.cursor, relayed.last_id):
        raise CursorFromAnotherLife(topic=topic)
    return given.position


def _decoded(cursor: str) -> Cursor:
    match content_of(cursor):
        case [str(topic), int(generation), int(position)] if 0 <= position < _LARGEST:
            return Cursor(topic, generation, position)
    raise InvalidCursor
