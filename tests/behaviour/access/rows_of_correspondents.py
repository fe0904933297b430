"""The rows of correspondents and their links: the keepers of master data and operators."""

from uuid import uuid4

from tests.behaviour.access.row import Request, Row, read
from tests.behaviour.access.sample import DESKS, Sample
from tests.behaviour.client import OPERATOR, Sinergi

SERVICE = "notifications"
ADDRESS = {"office": "Bagian Kerja Sama", "channel": "email", "address": "kerja.sama@contoh.example"}


async def registering(sample: Sample) -> Request:
    return Request("/correspondents", ADDRESS | {"partner_id": sample.office.partner_id})


async def registered(sample: Sample) -> str:
    """The id of a new correspondent."""
    body = (await registering(sample)).body
    answer = await sample.sinergi.notifications.post("/correspondents", body, OPERATOR)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def showing(sample: Sample) -> Request:
    return Request(f"/correspondents/{await registered(sample)}")


async def ending(sample: Sample) -> Request:
    return Request(f"/correspondents/{await registered(sample)}/endings", version=1)


async def insert_link(sinergi: Sinergi, correspondent: str, notice: str) -> str:
    """The id of a link as if it had been sent."""
    query = """INSERT INTO notifications.link (id, correspondent_id, notice_id, digest, made_at, expires_at)
               VALUES ($1, $2, $3, sha256($4::bytea), now(), now() + interval '1 day') RETURNING id::text"""
    return str(await sinergi.database.fetchval(query, made := uuid4(), correspondent, notice, made.bytes))


async def withdrawing(sample: Sample) -> Request:
    capability, kind = DESKS[0]
    notice = sample.ids[f"notice:{capability}:{kind}"]
    link = await insert_link(sample.sinergi, await registered(sample), notice)
    return Request(f"/links/{link}/withdrawals")


ROWS = (
    read(SERVICE, "/correspondents"),
    Row(SERVICE, "POST", "/correspondents", registering),
    Row(SERVICE, "GET", "/correspondents/{correspondent_id}", showing),
    Row(SERVICE, "POST", "/correspondents/{correspondent_id}/endings", ending),
    Row(SERVICE, "POST", "/links/{link_id}/withdrawals", withdrawing),
)
