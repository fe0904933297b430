"""Reading the feed: which topics somebody may read, which events of them, and the page itself.

Outsiders, whether they come with a subscriber's token or as an account, see public topics only; and of events, where
their rights hold in some places only, those that name one of these. The sandbox is for every one of them.
"""

from dataclasses import dataclass

from shared.access import Actor, Work, anywhere, nationwide, use_case
from shared.access.actor import OutOfScope
from shared.access.subscribers import FOR_READERS, FeedReader
from shared.contracts.event import REGISTERED
from shared.contracts.topics import SANDBOX, is_public
from shared.events.envelope import Origin
from shared.events.feed.reading import FeedQuery, Naming, as_batch, read_page, read_relayed, read_stretch, read_tails
from shared.rooms.feed.cursors import Cursor, position_after
from shared.values.capabilities import Capability
from shared.values.refusals import Denied, Invalid, NotFound
from shared.values.texts import Text

FACILITIES = ("$.facility.id", "$.facilities[*].id")
"""Where events name the facilities that they concern."""
PLACES = (*FACILITIES, "$.facility.region", "$.facilities[*].region", "$.partner.id", "$.partners[*].id")
"""Where they name anything in which a right may hold."""


class TopicNotFound(NotFound):
    """This service does not own the topic."""

    title = Text("Topik tidak ditemukan", "Topic not found")
    detail = Text(
        "Layanan ini tidak memiliki topik {topic}. Yang tersedia: {topics}.",
        "This service does not own the topic {topic}. It owns: {topics}.",
    )


class TopicNotGranted(Denied):
    """The topic exists, and the caller has no right to read it."""

    title = Text("Topik tidak diberikan", "Topic not granted")
    detail = Text(
        "Anda tidak berhak membaca {topic}. Mintalah hak itu kepada pengelola Sinergi.",
        "You have no right to read {topic}. Ask the operators of Sinergi for it.",
    )


class EventTypeUnknown(Invalid):
    """The catalogue has no event of this type."""

    title = Text("Jenis kejadian tidak dikenal", "Event type unknown")
    detail = Text(
        "Tidak ada kejadian berjenis {type}. Lihat katalog kejadian.",
        "There is no event of the type {type}. See the catalogue of events.",
    )


@dataclass(frozen=True, slots=True)
class Source:
    """A topic by its full name, and who is asked for it."""

    topic: str
    owner: Origin


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants of a topic: after a cursor, of some types, concerning some facilities."""

    source: Source
    cursor: str | None
    types: tuple[str, ...]
    facilities: tuple[str, ...]
    limit: int


@dataclass(frozen=True, slots=True)
class Page:
    """Events, where to go on, and whether there is nothing more for now."""

    batch: bytes
    empty: bool
    next: Cursor
    at_end: bool


@use_case(*FOR_READERS, scope=anywhere, changes=False)
async def read_feed(work: Work, asked: Asked) -> Page:
    """Events after a cursor, oldest first."""
    name = _readable(work.actor, asked.source)
    # One look for the page and for its cursor: with two, the cursor could pass over what was relayed in between.
    relayed = await read_relayed(work.connection)
    topic, types = asked.source.topic, _full(asked.types, asked.source.owner.type_prefix)
    after = position_after(asked.cursor, topic, relayed)
    naming = () if name == SANDBOX else _within_reach(work.actor, asked.facilities)
    if asked.facilities:
        naming = (*naming, Naming(FACILITIES, asked.facilities))
    stretch = await read_stretch(work.connection, FeedQuery(after, topic, None, asked.limit, types, naming), relayed)
    following = Cursor(topic, relayed.generation, stretch.position)
    return Page(as_batch(stretch.rows), not stretch.rows, following, stretch.at_end)


@dataclass(frozen=True, slots=True)
class Continued:
    """What one of Sinergi's own wants: the log after an id, of one shard or of all."""

    source: Source
    after: int
    shard: int | None
    limit: int


@use_case(*FOR_READERS, scope=nationwide, changes=False)
async def read_log(work: Work, wanted: Continued) -> bytes:
    """Events after an id of the log; an empty batch means that there is nothing after it yet."""
    _readable(work.actor, wanted.source)
    part = FeedQuery(wanted.after, wanted.source.topic, wanted.shard, wanted.limit)
    return as_batch(await read_page(work.connection, part))


@use_case(*FOR_READERS, scope=nationwide, changes=False)
async def tails_of(work: Work, source: Source) -> dict[int, int]:
    """The last relayed id of each shard."""
    _readable(work.actor, source)
    return await read_tails(work.connection, source.topic)


def _readable(actor: Actor, source: Source) -> str:
    """The topic's name without the instance, if there is such a topic and it may be read."""
    instance, owned = f"{source.owner.instance}.", sorted(source.owner.topics or ())
    name = source.topic.removeprefix(instance)
    readable = [one for one in owned if _may_read(actor, one)]
    # Where the prefix is missing, taking it away has changed nothing: a short name is no topic's full name.
    if source.topic == name or name not in owned:
        raise TopicNotFound(topic=source.topic, topics=[instance + one for one in readable] or "-")
    # Refused and not hidden: the published catalogue has the names of all topics, so a 404 would only mislead.
    if name not in readable:
        raise TopicNotGranted(topic=source.topic)
    return name


def _may_read(actor: Actor, topic: str) -> bool:
    if isinstance(actor, FeedReader):
        # Also public, whatever the row grants: a slip of somebody's hand must not open an internal topic.
        return actor.topics is None or (topic in actor.topics and is_public(topic))
    return is_public(topic) or any(grant.capability == Capability.OPERATOR for grant in actor.grants)


def _within_reach(actor: Actor, facilities: tuple[str, ...]) -> tuple[Naming, ...]:
    """The condition that rights put on events. Raises `OutOfScope` for a facility that no right can cover."""
    reach = actor.reach(FOR_READERS)
    if reach.nation:
        return ()
    own = {str(facility) for facility in reach.facilities}
    # Whoever has a region or a partner may well have this facility by it: then only the events can tell.
    if not (reach.regions or reach.partners) and not own.issuperset(facilities):
        raise OutOfScope
    return (Naming(PLACES, (*own, *reach.regions, *map(str, reach.partners))),)


def _full(types: tuple[str, ...], prefix: str) -> tuple[str, ...]:
    """Types with their prefix, whether they came with it or without."""
    short = [type_.removeprefix(f"{prefix}.") for type_ in types]
    for name in short:
        if name not in REGISTERED:
            raise EventTypeUnknown(type=name)
    return tuple(f"{prefix}.{name}" for name in short)
