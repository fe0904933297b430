"""The rows of addenda: requests that are correct in everything except the right to make them."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from tests.behaviour.access.row import Request, Row
from tests.behaviour.access.rows_of_agreements import AGREEMENT, FOR_ANOTHER_UNIT, LEVELS, SERVICE, SIDES
from tests.behaviour.access.sample import Sample

PATH = "/addenda/{addendum_id}"
SIDES_AT: Mapping[str, tuple[str, ...]] = {"facility": ("region", "partner"), "regional": ("directorate_general",)}
"""Each side once, with an agreement of a level that it reviews."""


async def drafted(sample: Sample, level: str) -> tuple[str, str]:
    """An addendum to an agreement of a level, and the first unit that is to sign it."""
    agreement_id = await sample.signed(level)
    account = sample.office.keeper(level)
    made = await sample.sinergi.agreements.post(f"/agreements/{agreement_id}/addendum-drafts", body(sample), account)
    assert made.status_code == 201, made.text
    return str(made.json()["id"]), (await sample.office.show(agreement_id))["parties"][0]["unit"]["id"]


def body(sample: Sample) -> dict[str, Any]:
    """An addendum that lets an agreement run on."""
    return {"effective_on": sample.office.day(0), "reason": "Diperpanjang.", "term": {"in_force_until": None}}


def with_draft(
    level: str, step: str, given: Callable[[Sample], dict[str, Any] | None]
) -> Callable[[Sample], Awaitable[Request]]:
    """A request about an addendum as it was drafted."""

    async def request(sample: Sample) -> Request:
        return Request(f"/addenda/{(await drafted(sample, level))[0]}{step}", given(sample), version=1)

    return request


def reading(level: str, step: str = "") -> Callable[[Sample], Awaitable[Request]]:
    """A request that reads an addendum."""

    async def request(sample: Sample) -> Request:
        return Request(f"/addenda/{(await drafted(sample, level))[0]}{step}")

    return request


def signing(level: str) -> Row:
    async def request(sample: Sample) -> Request:
        id_, unit = await drafted(sample, level)
        await sample.office.pass_addendum(id_, level)
        shown = await sample.sinergi.agreements.get(f"/addenda/{id_}", sample.office.keeper(level))
        signature = {"unit_id": unit, "position": "Kepala", "method": "wet_ink", "signed_on": sample.office.day(0)}
        return Request(f"/addenda/{id_}/signatures", signature | FOR_ANOTHER_UNIT, version=shown.json()["version"])

    return Row(SERVICE, "POST", f"{PATH}/signatures", request, LEVELS[level])


def reviewing(side: str, level: str) -> Row:
    async def request(sample: Sample) -> Request:
        id_ = (await drafted(sample, level))[0]
        await sample.office.with_addendum(id_, "submissions", None, sample.office.submitter(level))
        verdict = {"side": side, "verdict": "pass"} | FOR_ANOTHER_UNIT
        verdict |= {"letter": "415.4/1"} if side == "partner" else {}
        return Request(f"/addenda/{id_}/reviews", verdict, version=2)

    return Row(SERVICE, "POST", f"{PATH}/reviews", request, SIDES[side])


def of_agreement(level: str, step: str, given: Callable[[Sample], dict[str, Any]] | None = None) -> Any:
    """A request about the addenda of an agreement."""

    async def request(sample: Sample) -> Request:
        return Request(f"/agreements/{await sample.signed(level)}{step}", given(sample) if given else None)

    return request


def addenda_of(level: str) -> tuple[Row, ...]:
    """Addenda, at this level."""
    return (
        Row(
            SERVICE,
            "POST",
            f"{AGREEMENT}/addendum-drafts",
            of_agreement(level, "/addendum-drafts", body),
            LEVELS[level],
        ),
        Row(SERVICE, "PUT", f"{PATH}/draft", with_draft(level, "/draft", body), LEVELS[level]),
        Row(SERVICE, "POST", f"{PATH}/submissions", with_draft(level, "/submissions", lambda _: None), LEVELS[level]),
        *(reviewing(side, level) for side in SIDES_AT.get(level, ())),
        signing(level),
        Row(SERVICE, "POST", f"{PATH}/withdrawals", with_draft(level, "/withdrawals", lambda _: None), LEVELS[level]),
        Row(SERVICE, "GET", PATH, reading(level), LEVELS[level]),
        Row(SERVICE, "GET", f"{PATH}/paper", reading(level, "/paper"), LEVELS[level]),
        Row(SERVICE, "GET", f"{PATH}/reviews", reading(level, "/reviews"), LEVELS[level]),
        Row(SERVICE, "GET", f"{AGREEMENT}/addenda", of_agreement(level, "/addenda"), LEVELS[level]),
        Row(SERVICE, "GET", f"{AGREEMENT}/changed-heads", of_agreement(level, "/changed-heads"), LEVELS[level]),
    )


ROWS = tuple(row for level in ("facility", "regional") for row in addenda_of(level))
