"""An endpoint: an address of a subscriber, and the events that it wants."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from services.notifications.webhooks.model.retries import Ground
from shared.values.refusals import Conflict, Denied, Invalid, NotFound
from shared.values.texts import Text

MOST_ENDPOINTS = 10
MOST_FACILITIES = 100
"""As many as one request to the feed can name."""


class WebhookNotFound(NotFound):
    """There is no endpoint with this id, or it belongs to another subscriber."""

    title = Text("Webhook tidak ditemukan", "Webhook not found")
    detail = Text("Tidak ada webhook dengan id {id}.", "There is no webhook with the id {id}.")


class WebhookSubscriberUnknown(Invalid):
    """No active subscriber has this name."""

    title = Text("Pelanggan tidak dikenal", "Subscriber unknown")
    detail = Text(
        "Tidak ada pelanggan aktif bernama {name}. Mintalah pengelola Sinergi mendaftarkannya dahulu.",
        "There is no active subscriber {name}. Ask the operators of Sinergi to register it first.",
    )


class WebhookTypeUnknown(Invalid):
    """None of the topics has events of this type."""

    title = Text("Jenis kejadian tidak ada pada topiknya", "Event type not on the topics")
    detail = Text(
        "Topik yang dipilih tidak memuat kejadian berjenis {type}. Lihat katalog kejadian.",
        "The topics that were chosen have no events of the type {type}. See the catalogue of events.",
    )


class WebhookTopicNotGranted(Denied):
    """The subscriber has no right to read the topic."""

    title = Text("Topik tidak diberikan kepada pelanggan", "Topic not granted to the subscriber")
    detail = Text(
        "Pelanggan ini tidak berhak membaca {topic}. Yang boleh: {topics}.",
        "This subscriber has no right to read {topic}. It may read: {topics}.",
    )


class WebhookFacilityNotGranted(Denied):
    """The subscriber has no right to the events of the facility."""

    title = Text("UPT di luar hak pelanggan", "Facility not granted to the subscriber")
    detail = Text(
        "Pelanggan ini tidak berhak menerima kejadian UPT {facility}.",
        "This subscriber has no right to the events of the facility {facility}.",
    )


class TooManyFacilitiesForWebhook(Invalid):
    """The endpoint would have to ask for more facilities than the feed takes."""

    title = Text("Terlalu banyak UPT", "Too many facilities")
    detail = Text(
        "Satu webhook mencakup paling banyak {most} UPT. Sebutkan UPT-nya, dan bagi ke beberapa webhook.",
        "A webhook covers at most {most} facilities. Name them, and use several webhooks.",
    )


class TooManyWebhooks(Conflict):
    """The subscriber has as many endpoints as allowed."""

    title = Text("Terlalu banyak webhook", "Too many webhooks")
    detail = Text(
        "Satu pelanggan boleh memiliki {most} webhook. Ubah salah satunya.",
        "A subscriber may have {most} webhooks. Change one of them.",
    )


class WebhookAlreadyEnabled(Conflict):
    """The endpoint is enabled."""

    title = Text("Webhook sudah aktif", "The webhook is enabled")
    detail = Text("Webhook ini sudah aktif.", "This webhook is enabled already.")


class WebhookAlreadyDisabled(Conflict):
    """The endpoint is disabled."""

    title = Text("Webhook sudah nonaktif", "The webhook is disabled")
    detail = Text("Webhook ini sudah nonaktif.", "This webhook is disabled already.")


class SecretNoLongerShown(Conflict):
    """The newest secret was issued too long ago to be shown."""

    title = Text("Rahasia tidak lagi ditampilkan", "The secret is no longer shown")
    detail = Text(
        "Rahasia hanya ditampilkan selama satu jam setelah diterbitkan. Terbitkan yang baru bila hilang.",
        "A secret is shown for an hour after it was issued. Issue a new one if it is lost.",
    )


class ReplayBeginsLater(Invalid):
    """The time from which events are to be sent again is in the future."""

    title = Text("Waktu pengulangan di masa depan", "Replay begins in the future")
    detail = Text("Sebutkan waktu yang sudah lewat.", "Name a time that is over.")


@dataclass(frozen=True, slots=True)
class Rights:
    """The topics and facilities that a subscriber may read; `facilities` None means all.

    `partner` is the partner whose own system it is, which reads nothing else.
    """

    topics: frozenset[str]
    facilities: frozenset[UUID] | None
    partner: UUID | None = None

    @classmethod
    def of(cls, topics: Iterable[str], facilities: Iterable[Any] | None, partner: UUID | None) -> "Rights":
        """The rights of the columns of a subscriber."""
        limits = None if facilities is None else frozenset(UUID(str(each)) for each in facilities)
        return cls(frozenset(topics), limits, partner)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The events that an endpoint wants; no types and no facilities: all of them."""

    topics: tuple[str, ...]
    types: tuple[str, ...] = ()
    facilities: tuple[UUID, ...] = ()

    def require_within(self, rights: Rights) -> None:
        """Raise unless the subscriber may read the wanted topics and facilities."""
        for topic in self.topics:
            if topic not in rights.topics:
                raise WebhookTopicNotGranted(topic=topic, topics=sorted(rights.topics) or "-")
        if rights.facilities is not None and (others := set(self.facilities) - rights.facilities):
            raise WebhookFacilityNotGranted(facility=min(others))
        if len(self.facilities or rights.facilities or ()) > MOST_FACILITIES:
            raise TooManyFacilitiesForWebhook(most=MOST_FACILITIES)

    def facilities_within(self, rights: Rights) -> Collection[UUID] | None:
        """The facilities whose events are sent, None for all: those wanted, as far as the rights go at this moment."""
        if rights.facilities is None:
            return frozenset(self.facilities) or None
        return rights.facilities.intersection(self.facilities) if self.facilities else rights.facilities


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint of a subscriber."""

    id: UUID
    subscriber: str
    address: str
    wanted: Wanted
    enabled: bool
    ground: Ground | None
    reason: str | None
    changed_at: datetime
    version: int = 1

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Endpoint":
        """An endpoint from its row."""
        facilities = tuple(UUID(str(each)) for each in row["facilities"])
        return cls(
            row["id"],
            row["subscriber"],
            row["address"],
            Wanted(tuple(row["topics"]), tuple(row["types"]), facilities),
            row["enabled"],
            row["ground"],
            row["reason"],
            row["changed_at"],
            row["version"],
        )

    def change(self, address: str, wanted: Wanted, now: datetime) -> "Endpoint":
        """Another address, or other events."""
        return replace(self, address=address, wanted=wanted, changed_at=now, version=self.version + 1)

    def disable(self, ground: Ground, reason: str | None, now: datetime) -> "Endpoint":
        """Stop sending. Raises `WebhookAlreadyDisabled`."""
        if not self.enabled:
            raise WebhookAlreadyDisabled
        return replace(self, enabled=False, ground=ground, reason=reason, changed_at=now, version=self.version + 1)

    def enable(self, now: datetime) -> "Endpoint":
        """Send again, from where it ended. Raises `WebhookAlreadyEnabled`."""
        if self.enabled:
            raise WebhookAlreadyEnabled
        return replace(self, enabled=True, ground=None, reason=None, changed_at=now, version=self.version + 1)
