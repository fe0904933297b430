"""The rows of webhooks: people of the directorate general manage those of every subscriber."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

from tests.behaviour.access.row import Request, Row
from tests.behaviour.access.sample import Sample
from tests.behaviour.client import OPERATOR
from tests.behaviour.webhooks.a_subscriber import enter_subscriber

SERVICE = "notifications"
ONE = "/webhooks/{webhook_id}"
SELECTION = {"address": "https://hook.example.com/sinergi", "topics": ["sandbox.v1"]}


async def registration(sample: Sample) -> dict[str, Any]:
    return SELECTION | {"subscriber": await enter_subscriber(sample.sinergi, f"contoh-{uuid4().hex[:8]}")}


async def registered(sample: Sample) -> str:
    """The path of a new webhook."""
    answer = await sample.sinergi.notifications.post("/webhooks", await registration(sample), OPERATOR)
    assert answer.status_code == 201, answer.text
    return f"/webhooks/{answer.json()['id']}"


async def disabled(sample: Sample) -> str:
    path = await registered(sample)
    answer = await sample.sinergi.notifications.post(
        f"{path}/disablings", {"reason": "Dipindahkan."}, OPERATOR, if_match='"1"'
    )
    assert answer.is_success, answer.text
    return path


async def with_a_test(sample: Sample) -> str:
    """The path of a delivery that has ended, because nothing answers at its address."""
    path = await registered(sample)
    ping = (await sample.sinergi.notifications.post(f"{path}/pings", None, OPERATOR)).json()["event_id"]

    async def ended() -> None:
        (delivery,) = (await sample.sinergi.notifications.get(f"{path}/deliveries", OPERATOR)).json()["items"]
        assert delivery["done_at"]

    await sample.sinergi.eventually(ended)
    return f"{path}/deliveries/{ping}"


def asking(made: Callable[[Sample], Awaitable[str]], step: str, body: Any = None, version: int | None = None) -> Any:
    """A request about a new webhook."""

    async def request(sample: Sample) -> Request:
        return Request(f"{await made(sample)}{step}", body, version=version)

    return request


async def registering(sample: Sample) -> Request:
    return Request("/webhooks", await registration(sample))


async def listing(_sample: Sample) -> Request:
    return Request("/webhooks?limit=1&subscriber=contoh-kosong")


ROWS = (
    Row(SERVICE, "GET", "/webhooks", listing),
    Row(SERVICE, "POST", "/webhooks", registering),
    Row(SERVICE, "GET", ONE, asking(registered, "")),
    Row(SERVICE, "PUT", ONE, asking(registered, "", SELECTION, 1)),
    Row(SERVICE, "POST", f"{ONE}/disablings", asking(registered, "/disablings", {"reason": "Dipindahkan."}, 1)),
    Row(SERVICE, "POST", f"{ONE}/enablings", asking(disabled, "/enablings", version=2)),
    Row(SERVICE, "GET", f"{ONE}/secret", asking(registered, "/secret")),
    Row(SERVICE, "POST", f"{ONE}/secrets", asking(registered, "/secrets", {"overlap_hours": 1})),
    Row(SERVICE, "POST", f"{ONE}/pings", asking(registered, "/pings")),
    Row(SERVICE, "GET", f"{ONE}/deliveries", asking(registered, "/deliveries")),
    Row(SERVICE, "POST", f"{ONE}/deliveries/{{event_id}}/redeliveries", asking(with_a_test, "/redeliveries")),
    Row(SERVICE, "GET", f"{ONE}/attempts", asking(registered, "/attempts")),
    Row(SERVICE, "POST", f"{ONE}/replays", asking(registered, "/replays", {"since": "2026-01-27T00:00:00Z"})),
)
