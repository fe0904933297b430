"""The rows of evaluations: requests that are correct in everything except the right to make them."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.behaviour.access.row import Request, Row, read
from tests.behaviour.access.rows_of_agreements import AGREEMENT, LEVELS, SERVICE
from tests.behaviour.access.sample import Sample

PATH = "/evaluations/{evaluation_id}"


def opening(sample: Sample, agreement_id: str) -> dict[str, Any]:
    """An evaluation of one agreement."""
    period = {"period_from": sample.office.day(-30), "period_until": sample.office.day(0)}
    return {"title": "Evaluasi", "agreements": [agreement_id], "due_on": sample.office.day(30)} | period


async def opened(sample: Sample, level: str) -> tuple[str, dict[str, Any]]:
    """An open evaluation; its path, and a finding about its agreement."""
    agreement_id = await sample.signed(level)
    body, keeper = opening(sample, agreement_id), sample.office.keeper(level)
    made = await sample.sinergi.agreements.post("/evaluations", body, keeper)
    assert made.status_code == 201, made.text
    finding = {"agreement_id": agreement_id, "finding": "Berjalan.", "recommendation": "renew"}
    return f"/evaluations/{made.json()['id']}", finding


async def completed(sample: Sample, level: str) -> dict[str, Any]:
    """An evaluation that is completed."""
    path, finding = await opened(sample, level)
    keeper, agreements = sample.office.keeper(level), sample.sinergi.agreements
    recorded = await agreements.put(f"{path}/findings", finding, keeper, if_match='"1"')
    assert recorded.is_success, recorded.text
    done = await agreements.post(f"{path}/completions", {}, keeper, if_match='"2"')
    assert done.is_success, done.text
    return dict(done.json())


def editions_of(level: str) -> tuple[Row, ...]:
    """Editions of evaluations, at this level."""

    async def correcting(sample: Sample) -> Request:
        path = f"/evaluations/{(await completed(sample, level))['id']}"
        return Request(f"{path}/corrections", {"reason": "Keliru."}, version=3)

    async def reading(sample: Sample) -> Request:
        return Request(f"/evaluations/{(await completed(sample, level))['id']}/editions")

    return (
        Row(SERVICE, "POST", f"{PATH}/corrections", correcting, LEVELS[level]),
        Row(SERVICE, "GET", f"{PATH}/editions", reading, LEVELS[level]),
    )


def evaluations_of(level: str) -> tuple[Row, ...]:
    """Evaluations, at this level."""

    async def opening_one(sample: Sample) -> Request:
        return Request("/evaluations", opening(sample, await sample.signed(level)))

    async def reading(sample: Sample) -> Request:
        return Request((await opened(sample, level))[0])

    async def recording(sample: Sample) -> Request:
        path, finding = await opened(sample, level)
        return Request(f"{path}/findings", finding, version=1)

    async def completing(sample: Sample) -> Request:
        path, finding = await opened(sample, level)
        keeper = sample.office.keeper(level)
        recorded = await sample.sinergi.agreements.put(f"{path}/findings", finding, keeper, if_match='"1"')
        assert recorded.is_success, recorded.text
        return Request(f"{path}/completions", {}, version=2)

    async def cancelling(sample: Sample) -> Request:
        return Request(f"{(await opened(sample, level))[0]}/cancellations", {"reason": "Keliru."}, version=1)

    async def of_agreement(sample: Sample) -> Request:
        return Request(f"/agreements/{await sample.signed(level)}/evaluations")

    requests: tuple[tuple[Any, str, Callable[[Sample], Awaitable[Request]]], ...] = (
        ("POST", "/evaluations", opening_one),
        ("GET", PATH, reading),
        ("PUT", f"{PATH}/findings", recording),
        ("POST", f"{PATH}/completions", completing),
        ("POST", f"{PATH}/cancellations", cancelling),
        ("GET", f"{AGREEMENT}/evaluations", of_agreement),
    )
    return tuple(Row(SERVICE, method, path, request, LEVELS[level]) for method, path, request in requests)


ROWS = (
    read(SERVICE, "/evaluations"),
    read(SERVICE, "/agreements-to-evaluate"),
    *(row for level in ("facility", "regional") for row in (*evaluations_of(level), *editions_of(level))),
)
