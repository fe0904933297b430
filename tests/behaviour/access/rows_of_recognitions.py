"""The rows of recognitions and decisions not to extend: requests that are correct, except for the right to them."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.behaviour.access.row import Request, Row, read
from tests.behaviour.access.rows_of_agreements import AGREEMENT, LEVELS, SERVICE
from tests.behaviour.access.rows_of_evaluations import completed
from tests.behaviour.access.sample import Sample
from tests.behaviour.office import SECOND_DIRECTORATE

PATH = "/recognitions/{recognition_id}"


async def commended(sample: Sample, level: str) -> dict[str, Any]:
    """A recognition that an evaluation of this level gives the ground for."""
    evaluation = await completed(sample, level)
    about = {"unit_id": evaluation["keeper"]["id"], "partner_id": sample.units["partner"]}
    period = {"period_from": sample.office.day(-30), "period_until": sample.office.day(0)}
    return about | period | {"kind": "charter", "ground": "commended_by_evaluation"}


async def proposed(sample: Sample, level: str) -> str:
    """The path of a proposed recognition. One that another row has proposed is refused first."""
    body, keeper, agreements = await commended(sample, level), sample.office.keeper(level), sample.sinergi.agreements
    await refuse_all(sample, level)
    made = await agreements.post("/recognitions", body, keeper)
    assert made.status_code == 201, made.text
    return f"/recognitions/{made.json()['id']}"


async def refuse_all(sample: Sample, level: str) -> None:
    """Refuse all proposals at this level, because a partner is recognised once for a period."""
    agreements = sample.sinergi.agreements
    listed = await agreements.get("/recognitions?state=proposed&limit=200", sample.office.keeper(level))
    heads = {"facility": sample.office.head, "regional": sample.office.second_reviewer}
    refusal = {"granted": False, "refusal": "not_this_year"}
    for each in listed.json()["items"]:
        if each["partner_id"] == sample.units["partner"]:
            account = heads.get(level, SECOND_DIRECTORATE)
            await agreements.post(f"/recognitions/{each['id']}/decisions", refusal, account, if_match='"1"')


def recognitions_of(level: str) -> tuple[Row, ...]:
    """Recognitions, and decisions not to extend, at this level."""

    async def proposing(sample: Sample) -> Request:
        body = await commended(sample, level)
        await refuse_all(sample, level)
        return Request("/recognitions", body)

    async def reading(sample: Sample) -> Request:
        return Request(await proposed(sample, level))

    async def deciding(sample: Sample) -> Request:
        refusal = {"granted": False, "refusal": "not_this_year"}
        return Request(f"{await proposed(sample, level)}/decisions", refusal, version=1)

    async def letting_expire(sample: Sample) -> Request:
        return Request(f"/agreements/{await sample.signed(level)}/expiry-decisions", {"reason": "no_budget"})

    async def reading_decisions(sample: Sample) -> Request:
        return Request(f"/agreements/{await sample.signed(level)}/expiry-decisions")

    requests: tuple[tuple[Any, str, Callable[[Sample], Awaitable[Request]]], ...] = (
        ("POST", "/recognitions", proposing),
        ("GET", PATH, reading),
        ("POST", f"{PATH}/decisions", deciding),
        ("POST", f"{AGREEMENT}/expiry-decisions", letting_expire),
        ("GET", f"{AGREEMENT}/expiry-decisions", reading_decisions),
    )
    return tuple(Row(SERVICE, method, path, request, LEVELS[level]) for method, path, request in requests)


ROWS = (
    read(SERVICE, "/recognitions"),
    read(SERVICE, "/partners-to-recognise"),
    read(SERVICE, "/partners/{partner_id}/recognitions"),
    *(row for level in ("facility", "regional") for row in recognitions_of(level)),
)
