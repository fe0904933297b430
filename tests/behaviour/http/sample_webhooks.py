"""Webhooks of the sample data: one of a made-up subscriber, at an address where nothing answers."""

from typing import TYPE_CHECKING

from starlette.responses import Response

from tests.behaviour.client import OPERATOR
from tests.behaviour.webhooks.a_subscriber import enter_subscriber
from tests.behaviour.webhooks.receiver import receiving

if TYPE_CHECKING:
    from tests.behaviour.http.sample_data import SampleData

BY = "operator"


async def make_webhooks(sample: "SampleData") -> None:
    """A webhook that is registered, changed, tested, disabled and enabled."""
    name = await enter_subscriber(sample.sinergi, f"contoh-{sample.mark}")
    selection = {"address": "https://hook.example.com/sinergi", "topics": ["sandbox.v1"]}
    made = await sample.do("POST /webhooks", selection | {"subscriber": name}, BY)
    sample.ids["webhook_id"] = made.json()["id"]
    await sample.do("GET /webhooks/{webhook_id}/secret", role=BY)
    await sample.do("POST /webhooks/{webhook_id}/secrets", {"overlap_hours": 24}, BY)
    changed = selection | {"types": ["agreement.signed.v1"]}
    await sample.do("PUT /webhooks/{webhook_id}", changed, BY, if_match='"1"')
    ping = await sample.do("POST /webhooks/{webhook_id}/pings", role=BY)
    sample.ids["event_id"] = ping.json()["event_id"]

    async def ended() -> None:
        path = sample.path("/webhooks/{webhook_id}/deliveries")
        (delivery,) = (await sample.sinergi.notifications.get(path, OPERATOR)).json()["items"]
        assert delivery["done_at"]

    await sample.sinergi.eventually(ended)
    await sample.do("GET /webhooks/{webhook_id}/deliveries", role=BY)
    await sample.do("GET /webhooks/{webhook_id}/attempts", role=BY)
    await sample.do("POST /webhooks/{webhook_id}/deliveries/{event_id}/redeliveries", role=BY)
    reason = {"reason": "Server penerima dipindahkan."}
    await sample.do("POST /webhooks/{webhook_id}/disablings", reason, BY, if_match='"2"')
    await sample.do("POST /webhooks/{webhook_id}/enablings", role=BY, if_match='"3"')
    await sample.do("POST /webhooks/{webhook_id}/replays", {"since": "2026-01-27T00:00:00Z"}, BY)
    await sample.do("GET /webhooks/{webhook_id}", role=BY)
    await sample.do("GET /webhooks", role=BY)


async def leave_webhook_gone(sample: "SampleData") -> None:
    """A webhook whose receiver states that its address is gone, which disables it."""
    notifications = sample.sinergi.notifications
    name = await enter_subscriber(sample.sinergi, f"contoh-gone-{sample.mark}")
    async with receiving(answer=lambda _event, _times: Response(status_code=410)) as receiver:
        wanted = {"subscriber": name, "address": receiver.address, "topics": ["programs.v1"]}
        made = await notifications.post("/webhooks", wanted, OPERATOR)
        assert made.status_code == 201, made.text
        path = f"/webhooks/{made.json()['id']}"
        since = {"since": "2026-01-27T00:00:00Z"}
        assert (await notifications.post(f"{path}/replays", since, OPERATOR)).is_success

        async def disabled() -> None:
            assert not (await notifications.get(path, OPERATOR)).json()["enabled"]

        await sample.sinergi.eventually(disabled)
