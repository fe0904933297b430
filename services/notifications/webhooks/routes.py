"""Routes of webhooks, for subscribers with their token, and for keepers of master data and operators.

GET /webhooks
POST /webhooks
GET /webhooks/{webhook_id}
PUT /webhooks/{webhook_id}
POST /webhooks/{webhook_id}/disablings
POST /webhooks/{webhook_id}/enablings
GET /webhooks/{webhook_id}/secret
POST /webhooks/{webhook_id}/secrets
POST /webhooks/{webhook_id}/pings
GET /webhooks/{webhook_id}/deliveries
POST /webhooks/{webhook_id}/deliveries/{event_id}/redeliveries
GET /webhooks/{webhook_id}/attempts
POST /webhooks/{webhook_id}/replays
"""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from starlette.requests import Request

from services.notifications.webhooks.commands import endpoints, requests
from services.notifications.webhooks.model.deliveries import DeliveryState
from services.notifications.webhooks.model.endpoints import Endpoint, Wanted
from services.notifications.webhooks.queries import endpoints as queries
from services.notifications.webhooks.queries.secrets import derive_secret
from shared.operations.settings import Settings
from shared.values.inputs import ShortText
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(prefix="/webhooks", route_class=WorkRoute, tags=["webhooks"])

SubscriberName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[!-~]+$", max_length=500)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,99}$")]
REGISTRATION: dict[str, Any] = {
    "subscriber": "contoh-java",
    "address": "https://hook.example.com/sinergi",
    "topics": ["agreements.v1"],
    "types": ["agreement.signed.v1"],
    "facilities": [],
}


class WebhookSelection(BaseModel):
    """An address and the events that are sent to it; no types and no facilities mean all that may be read."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{name: REGISTRATION[name] for name in REGISTRATION if name != "subscriber"}]},
    )

    address: Address = Field(description="https, without user and password, on the public internet")
    topics: list[Name] = Field(min_length=1, max_length=10, description="without the instance, such as `agreements.v1`")
    types: list[Name] = Field([], max_length=50, description="without the prefix, such as `agreement.signed.v1`")
    facilities: list[UUID] = Field([], max_length=100)

    @property
    def wanted(self) -> Wanted:
        """The events, each name once."""
        facilities = tuple(dict.fromkeys(self.facilities))
        return Wanted(tuple(dict.fromkeys(self.topics)), tuple(dict.fromkeys(self.types)), facilities)


class NewWebhook(WebhookSelection):
    """A webhook of a subscriber; one that registers by its own token names itself."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [REGISTRATION]})

    subscriber: SubscriberName


class Disabling(BaseModel):
    """Why nothing is sent any more."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Server penerima dipindahkan."}]}
    )

    reason: ShortText


class Rotation(BaseModel):
    """How long the earlier secret signs beside the new one."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"overlap_hours": 24}]})

    overlap_hours: int = Field(24, ge=0, le=168)


class Replay(BaseModel):
    """The time from which events are sent again, by the time of their recording."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"since": "2026-01-27T00:00:00Z"}]})

    since: AwareDatetime


class WebhookReceipt(BaseModel):
    """The webhook after a change. Its newest secret is shown by `GET /webhooks/{webhook_id}/secret` for an hour."""

    id: UUID
    enabled: bool
    version: int

    @classmethod
    def of(cls, endpoint: Endpoint) -> "WebhookReceipt":
        """The receipt of an endpoint."""
        return cls(id=endpoint.id, enabled=endpoint.enabled, version=endpoint.version)


class SecretShown(BaseModel):
    """A secret: the key of the signatures, in base64 after its prefix."""

    number: int
    secret: str


class SecretReceipt(BaseModel):
    """The number of the new secret."""

    number: int


class PingReceipt(BaseModel):
    """The id of the test, by which its delivery and its attempt are found."""

    event_id: UUID


class RedeliveryReceipt(BaseModel):
    """The event that is sent again."""

    event_id: UUID


class ReplayReceipt(BaseModel):
    """The time from which events are sent again."""

    since: datetime


@router.get("", summary="Daftar webhook / list webhooks")
async def list_webhooks(
    work: CurrentWork,
    page: PageParameters,
    subscriber: Annotated[SubscriberName | None, Query(description="of one subscriber")] = None,
) -> Page[queries.WebhookDetails]:
    """Webhooks, the newest first; a subscriber sees its own ones."""
    return await queries.list_webhooks(work, queries.ListWebhooks(page, subscriber))


@router.post("", summary="Daftarkan webhook / register a webhook")
async def register(work: CurrentWork, request: Request, body: NewWebhook) -> Created[WebhookReceipt]:
    """Register a webhook. It gets the events that are recorded from now on."""
    command = endpoints.RegisterWebhook(body.subscriber, body.address, body.wanted, settings_of(request).webhooks_inner)
    endpoint = await endpoints.register_webhook(work, command)
    return Created(WebhookReceipt.of(endpoint), endpoint.version, f"/webhooks/{endpoint.id}")


@router.get("/{webhook_id}", summary="Satu webhook / show a webhook")
async def show_webhook(work: CurrentWork, webhook_id: UUID) -> Versioned[queries.WebhookDetails]:
    """One webhook, and how its deliveries go."""
    webhook = await queries.show_webhook(work, queries.ShowWebhook(webhook_id))
    return Versioned(webhook, webhook.version)


@router.put("/{webhook_id}", summary="Ubah webhook / change a webhook")
async def change_webhook(
    work: CurrentWork, request: Request, webhook_id: UUID, body: WebhookSelection, expected_version: ExpectedVersion
) -> Versioned[WebhookReceipt]:
    """Replace the address and the events. Events that wait go to the new address."""
    inner = settings_of(request).webhooks_inner
    command = endpoints.ChangeWebhook(webhook_id, expected_version, body.address, body.wanted, inner)
    endpoint = await endpoints.change_webhook(work, command)
    return Versioned(WebhookReceipt.of(endpoint), endpoint.version)


@router.post("/{webhook_id}/disablings", summary="Nonaktifkan webhook / disable a webhook")
async def disable_webhook(
    work: CurrentWork, webhook_id: UUID, body: Disabling, expected_version: ExpectedVersion
) -> Versioned[WebhookReceipt]:
    """Stop sending. The position is kept, so that nothing is lost."""
    command = endpoints.DisableWebhook(webhook_id, expected_version, body.reason)
    endpoint = await endpoints.disable_webhook(work, command)
    return Versioned(WebhookReceipt.of(endpoint), endpoint.version)


@router.post("/{webhook_id}/enablings", summary="Aktifkan webhook / enable a webhook")
async def enable_webhook(
    work: CurrentWork, webhook_id: UUID, expected_version: ExpectedVersion
) -> Versioned[WebhookReceipt]:
    """Send again: first what waits, then what was missed."""
    endpoint = await endpoints.enable_webhook(work, endpoints.EnableWebhook(webhook_id, expected_version))
    return Versioned(WebhookReceipt.of(endpoint), endpoint.version)


@router.get("/{webhook_id}/secret", summary="Rahasia terbaru / show the newest secret")
async def show_secret(work: CurrentWork, request: Request, webhook_id: UUID) -> SecretShown:
    """The newest secret, within an hour after it was issued. It is not stored, and cannot be shown later."""
    number = await queries.show_secret(work, queries.ShowSecret(webhook_id))
    return SecretShown(number=number, secret=derive_secret(settings_of(request), webhook_id, number))


@router.post("/{webhook_id}/secrets", summary="Ganti rahasia / replace the secret")
async def rotate_secret(work: CurrentWork, webhook_id: UUID, body: Rotation) -> SecretReceipt:
    """Issue a new secret. The earlier one signs beside it for the hours that are named."""
    command = endpoints.RotateSecret(webhook_id, body.overlap_hours)
    return SecretReceipt(number=await endpoints.rotate_secret(work, command))


@router.post("/{webhook_id}/pings", summary="Kirim uji coba / send a test")
async def ping(work: CurrentWork, webhook_id: UUID) -> PingReceipt:
    """Send a test once, also to a webhook that is disabled."""
    return PingReceipt(event_id=await requests.ping_webhook(work, requests.PingWebhook(webhook_id)))


@router.get("/{webhook_id}/deliveries", summary="Daftar pengiriman / list deliveries")
async def list_deliveries(
    work: CurrentWork,
    page: PageParameters,
    webhook_id: UUID,
    state: Annotated[DeliveryState | None, Query(description="those in one state")] = None,
    event_id: Annotated[UUID | None, Query(description="that of one event")] = None,
) -> Page[queries.DeliveryDetails]:
    """The deliveries of a webhook, the newest first, for ninety days after they ended."""
    return await queries.list_deliveries(work, queries.ListDeliveries(webhook_id, page, state, event_id))


@router.post("/{webhook_id}/deliveries/{event_id}/redeliveries", summary="Kirim ulang / send an event again")
async def redeliver(work: CurrentWork, webhook_id: UUID, event_id: UUID) -> RedeliveryReceipt:
    """Send an event again, with its old id and beside the order of its key."""
    await requests.redeliver_event(work, requests.RedeliverEvent(webhook_id, event_id))
    return RedeliveryReceipt(event_id=event_id)


@router.get("/{webhook_id}/attempts", summary="Daftar percobaan / list attempts")
async def list_attempts(
    work: CurrentWork,
    page: PageParameters,
    webhook_id: UUID,
    event_id: Annotated[UUID | None, Query(description="those of one event")] = None,
) -> Page[queries.AttemptDetails]:
    """Every request to a webhook and its end, the newest first, for ninety days."""
    return await queries.list_attempts(work, queries.ListAttempts(webhook_id, page, event_id))


@router.post("/{webhook_id}/replays", summary="Ulangi sejak suatu waktu / replay since a time")
async def replay(work: CurrentWork, webhook_id: UUID, body: Replay) -> ReplayReceipt:
    """Send all events again that were recorded since a time; each keeps its id."""
    await requests.replay_events(work, requests.ReplayEvents(webhook_id, body.since))
    return ReplayReceipt(since=body.since)


def settings_of(request: Request) -> Settings:
    """The settings of this process."""
    settings: Settings = request.app.state.edge.settings
    return settings
