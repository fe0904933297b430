"""Refusals of the feed, and where events name the units that they concern."""

from shared.values.refusals import Denied, Invalid, NotFound
from shared.values.texts import Text

FACILITY_PATHS = (
    *("$.facility.id", "$.runs_at[*].id", "$.unit_id"),
    *("$.keeper.id", "$.guests[*].id", "$.parties[*].unit.id"),
)
"""Paths in events to the facilities that they concern; keepers and parties may be other units as well."""
UNIT_PATHS = (
    *FACILITY_PATHS,
    *("$.facility.region", "$.runs_at[*].region", "$.region"),
    *("$.keeper.region", "$.guests[*].region", "$.parties[*].unit.region"),
)
"""Paths to all units in which a right can be held."""

LISTED_BY = "[.]agreement[.](signed|registered)[.]v1$"
"""The events that alone list where an agreement is carried out; its other events concern these facilities as well. The
log has an index of them."""


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


class EitherCursorOrId(Invalid):
    """The request combines parameters for clients with those for Sinergi's own services."""

    title = Text("Kursor atau id, bukan keduanya", "A cursor or an id, not both")
    detail = Text(
        '"after" dan "shard" tidak dapat digabung dengan "cursor", "type", "facility", "partner" atau "wait".',
        '"after" and "shard" cannot be combined with "cursor", "type", "facility", "partner" or "wait".',
    )
