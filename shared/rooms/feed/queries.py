"""Reading events: for clients by cursor and filters, for Sinergi's own services by id and shard."""

from dataclasses import dataclass
from uuid import UUID

from shared.access import Work, anywhere, nationwide, use_case
from shared.access.partner_tree import load_covered
from shared.access.subscribers import FOR_READERS
from shared.contracts.event import REGISTERED
from shared.events.feed.reading import FeedQuery, Naming, as_batch, read_page, read_relayed, read_stretch, read_tails
from shared.rooms.feed.access import FeedTopic, Within, events_within_reach, require_partner, require_topic
from shared.rooms.feed.cursors import FeedCursor, position_after
from shared.rooms.feed.model import FACILITY_PATHS, LISTED_BY, EventTypeUnknown


@dataclass(frozen=True, slots=True)
class ListEvents:
    """Events of a topic after a cursor, of some types, that concern some facilities.

    With `partner` only those that the own system of this partner may read.
    """

    topic: FeedTopic
    cursor: str | None
    types: tuple[str, ...]
    facilities: tuple[str, ...]
    limit: int
    partner: UUID | None = None


@dataclass(frozen=True, slots=True)
class EventPage:
    """Events in the batch format, the cursor after them, and whether the feed currently ends there."""

    batch: bytes
    empty: bool
    next: FeedCursor
    at_end: bool


@use_case(*FOR_READERS, scope=anywhere, changes=False)
async def list_events(work: Work, query: ListEvents) -> EventPage:
    """Events after a cursor, oldest first."""
    require_topic(work.actor, query.topic)
    # Read once for the page and its cursor: otherwise the cursor could skip events relayed in between.
    relayed = await read_relayed(work.connection)
    topic, types = query.topic.name, _full_types(query.types, query.topic.asked.type_prefix)
    after = position_after(query.cursor, topic, relayed)
    within = [events_within_reach(work.actor, query.topic, query.facilities)]
    if query.facilities:
        within.append(Within((Naming(FACILITY_PATHS, query.facilities, LISTED_BY),)))
    if query.partner:
        require_partner(work.actor, query.partner)
        covered = await load_covered(work.connection, [query.partner])
        within.append(Within.of_partners(query.topic, covered[query.partner]))
    naming = tuple(each for one in within for each in one.naming)
    told = next((one.told for one in within if one.told), ())
    asked = FeedQuery(after, topic, None, query.limit, types, naming, told)
    stretch = await read_stretch(work.connection, asked, relayed)
    cursor = FeedCursor(topic, relayed.generation, stretch.position)
    return EventPage(as_batch(stretch.rows), not stretch.rows, cursor, stretch.at_end)


@dataclass(frozen=True, slots=True)
class ListEventsById:
    """Events of a topic after an id, of one shard or of all."""

    topic: FeedTopic
    after: int
    shard: int | None
    limit: int


@use_case(*FOR_READERS, scope=nationwide, changes=False)
async def list_events_by_id(work: Work, query: ListEventsById) -> bytes:
    """Events after an id of the log; an empty batch at its end."""
    require_topic(work.actor, query.topic)
    return as_batch(
        await read_page(work.connection, FeedQuery(query.after, query.topic.name, query.shard, query.limit))
    )


@dataclass(frozen=True, slots=True)
class ShowTails:
    """The last relayed ids of a topic."""

    topic: FeedTopic


@use_case(*FOR_READERS, scope=nationwide, changes=False)
async def show_tails(work: Work, query: ShowTails) -> dict[int, int]:
    """The last relayed id of each shard."""
    require_topic(work.actor, query.topic)
    return await read_tails(work.connection, query.topic.name)


def _full_types(types: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    """Types with their prefix, whether or not the client sent it. Raises `EventTypeUnknown`."""
    short = [type_.removeprefix(f"{prefix}.") for type_ in types]
    for name in short:
        if name not in REGISTERED:
            raise EventTypeUnknown(type=name)
    return tuple(f"{prefix}.{name}" for name in short)
