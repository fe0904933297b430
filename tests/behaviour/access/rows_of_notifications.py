"""The rows of notifications. A notice is addressed to one desk, so each kind of desk has its own rows."""

import json
from base64 import b64encode
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode
from uuid import UUID, uuid4

from shared.values.capabilities import Capability, ScopeKind
from shared.values.labels import label
from shared.values.texts import Text
from tests.behaviour.access.columns import UNITS
from tests.behaviour.access.row import Json, Request, Row, of_ours, read
from tests.behaviour.access.sample import DESKS, Sample
from tests.unit.notifications.delivery.bounced import report_about

SERVICE = "notifications"


def notice(capability: Capability, kind: ScopeKind) -> tuple[Row, ...]:
    role, unit = label("capability", capability), UNITS[kind][1]
    variant = Text(f"jabatan {role.id} {unit.id}", f"desk: {role.en}, {unit.en}")

    def row(path: str) -> Row:
        async def request(sample: Sample) -> Request:
            return Request(path.replace("{notice_id}", sample.ids[f"notice:{capability}:{kind}"]))

        return Row(SERVICE, "POST" if path.endswith("readings") else "GET", path, request, variant)

    return row("/inbox/{notice_id}"), row("/inbox/{notice_id}/steps"), row("/inbox/{notice_id}/readings")


HABITS = {"quiet_from": 19, "quiet_until": 7, "digest_at": 8, "on_free_days": False}
OWN_WAYS = {
    "/recipients/me/ways": {"channel": "email", "address": "kerja.sama@contoh.example"},
    "/recipients/me/confirmations": {"channel": "whatsapp", "code": "000000"},
    "/recipients/me/withdrawals": {"channel": "sms"},
}
"""Each account changes its own record; a code that nothing waits for is answered, and confirms nothing."""


BOUNCE = {"report": b64encode(report_about(f"<{uuid4()}@sinergi.example>")).decode()}
"""About a message that is not on record: it is answered, and nothing follows."""


async def habits(_sample: Sample) -> Request:
    # Each account has a record of its own, which only this row changes.
    return Request("/recipients/me/habits", HABITS, version=0)


def sent(path: str, body: Json) -> Callable[[Sample], Awaitable[Request]]:
    async def request(_sample: Sample) -> Request:
        return Request(path, body)

    return request


async def of_another(_sample: Sample) -> Request:
    account = f"unused-{uuid4()}"
    return Request("/recipients", {"account": account, "channel": "email", "address": "kerja.sama@contoh.example"})


async def a_table(_sample: Sample) -> Request:
    table = f"Akun;Saluran;Alamat\nunused-{uuid4()};surel;kerja.sama@contoh.example\n"
    return Request("/recipients/tables", table.encode())


async def history(sample: Sample) -> Request:
    """That of a matter about which a notice has told."""
    capability, kind = DESKS[0]
    notice = UUID(sample.ids[f"notice:{capability}:{kind}"])
    names = "json_build_object('rule', rule, 'business_key', business_key, 'desk', desk)"
    query = f"SELECT {names} FROM notifications.matter WHERE notice_id = $1 LIMIT 1"  # noqa: S608 -- names of columns
    named = json.loads(await sample.sinergi.database.fetchval(query, notice))
    return Request(f"/matters/history?{urlencode(named)}")


ROWS = (
    Row(SERVICE, "POST", "/recipients/tables", a_table),
    read(SERVICE, "/inbox", "?limit=200", mark=of_ours),
    read(SERVICE, "/inbox/count"),
    *(row for capability, kind in DESKS for row in notice(capability, kind)),
    read(SERVICE, "/rules"),
    read(SERVICE, "/recipients/me"),
    Row(SERVICE, "PUT", "/recipients/me/habits", habits),
    *(Row(SERVICE, "POST", path, sent(path, body)) for path, body in OWN_WAYS.items()),
    Row(SERVICE, "POST", "/recipients", of_another),
    read(SERVICE, "/weekly-summary"),
    read(SERVICE, "/matters", "?limit=200"),
    Row(SERVICE, "GET", "/matters/history", history),
    read(SERVICE, "/deliveries", "?limit=200"),
    read(SERVICE, "/deliveries/counts"),
    read(SERVICE, "/deliveries/usage"),
    Row(SERVICE, "POST", "/deliveries/bounces", sent("/deliveries/bounces", BOUNCE)),
)
