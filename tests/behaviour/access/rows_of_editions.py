"""The rows of rules and editions. The proposals change the days of a rule that no sample triggers."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.behaviour.access.row import Request, Row, read
from tests.behaviour.access.sample import Sample
from tests.behaviour.office import DIRECTORATE, SECOND_DIRECTORATE

SERVICE = "notifications"
ONE = "/editions/{edition_number}"


async def proposal(sample: Sample) -> dict[str, Any]:
    """Changes that differ from those in force."""
    in_force = (await sample.sinergi.notifications.get("/rules", DIRECTORATE)).json()["edition"]
    days = 31 + in_force % 300
    return {"reason": "Percobaan hak akses.", "rules": [{"rule": "agreement_lapsed", "useful_days": days}]}


async def proposed(sample: Sample) -> str:
    """The path of a new proposal."""
    answer = await sample.sinergi.notifications.post("/editions", await proposal(sample), SECOND_DIRECTORATE)
    assert answer.status_code == 201, answer.text
    return f"/editions/{answer.json()['number']}"


async def in_force(sample: Sample) -> str:
    """The path of an edition in force."""
    path = await proposed(sample)
    for step, body in (("trials", None), ("decisions", {"in_force": True})):
        tag = '"1"' if body is None else '"2"'
        answer = await sample.sinergi.notifications.post(f"{path}/{step}", body, DIRECTORATE, if_match=tag)
        assert answer.is_success, answer.text
    return path


def asking(made: Callable[[Sample], Awaitable[str]], step: str, body: Any = None, version: int | None = None) -> Any:
    """A request about an edition."""

    async def request(sample: Sample) -> Request:
        return Request(f"{await made(sample)}{step}", body, version=version)

    return request


async def proposing(sample: Sample) -> Request:
    return Request("/editions", await proposal(sample))


async def of_template(_sample: Sample) -> Request:
    return Request("/rules/review_by_region/template")


async def previewing(_sample: Sample) -> Request:
    return Request("/rules/review_by_region/previews", {})


async def previewing_week(_sample: Sample) -> Request:
    return Request("/weekly-summary/previews", {})


DECLINED = {"in_force": False, "reason": "Belum perlu."}
ROWS = (
    Row(SERVICE, "GET", "/rules/{rule}/template", of_template),
    Row(SERVICE, "POST", "/rules/{rule}/previews", previewing),
    read(SERVICE, "/weekly-summary/template"),
    Row(SERVICE, "POST", "/weekly-summary/previews", previewing_week),
    read(SERVICE, "/editions", "?limit=200"),
    Row(SERVICE, "POST", "/editions", proposing),
    Row(SERVICE, "GET", ONE, asking(proposed, "")),
    Row(SERVICE, "POST", f"{ONE}/trials", asking(proposed, "/trials", version=1)),
    Row(SERVICE, "POST", f"{ONE}/decisions", asking(proposed, "/decisions", DECLINED, 1)),
    Row(SERVICE, "POST", f"{ONE}/withdrawals", asking(in_force, "/withdrawals", {"reason": "Percobaan selesai."}, 3)),
)
