"""The rows of obligations: requests that are correct in everything except the right to make them."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.behaviour.access.row import ALLOWED, EMPTY, Request, Row
from tests.behaviour.access.rows_of_agreements import AGREEMENT, LEVELS, SERVICE
from tests.behaviour.access.sample import Sample

PATH = "/obligations/{obligation_id}"
Asking = Callable[[Sample], Awaitable[Request]]


def promise(sample: Sample) -> dict[str, Any]:
    """A promise of the partner."""
    given = {"unit_id": sample.units["partner"], "description": "Instruktur", "clause": "Pasal 5"}
    return given | {"measure": "persons", "quantity": 2, "schedule": "on_request"}


async def promised(sample: Sample, level: str) -> tuple[str, str]:
    """An obligation of a signed agreement with one due; its path, and the id of the due."""
    agreement_id = await sample.signed(level)
    keeper, agreements = sample.office.keeper(level), sample.sinergi.agreements
    made = await agreements.post(f"/agreements/{agreement_id}/obligations", promise(sample), keeper)
    assert made.status_code == 201, made.text
    path = f"/obligations/{made.json()['id']}"
    asked = await agreements.post(f"{path}/requests", {"due_on": sample.office.day(10)}, keeper, if_match='"1"')
    assert asked.is_success, asked.text
    return path, str(asked.json()["dues"][0]["id"])


def changing(level: str, step: str, given: Callable[[Sample, str], dict[str, Any]]) -> Asking:
    """A request that changes an obligation; the due is named in it."""

    async def request(sample: Sample) -> Request:
        path, due = await promised(sample, level)
        return Request(f"{path}{step}", given(sample, due), version=2)

    return request


def obligations_of(level: str) -> tuple[Row, ...]:
    """Obligations, at this level."""

    async def agreeing(sample: Sample) -> Request:
        return Request(f"/agreements/{await sample.signed(level)}/obligations", promise(sample))

    async def reading(sample: Sample) -> Request:
        return Request((await promised(sample, level))[0])

    def delivery(sample: Sample, due: str) -> dict[str, Any]:
        return {"due_id": due, "quantity": 1, "delivered_on": sample.office.day(0), "evidence": "Surat tugas"}

    steps: tuple[tuple[str, Callable[[Sample, str], dict[str, Any]]], ...] = (
        ("/requests", lambda sample, _: {"due_on": sample.office.day(20)}),
        ("/deliveries", delivery),
        ("/waivers", lambda _, due: {"due_id": due, "reason": "Ruang ditutup."}),
        ("/endings", lambda sample, _: {"ended_on": sample.office.day(0), "reason": "Salah dicatat."}),
    )
    return (
        Row(SERVICE, "POST", f"{AGREEMENT}/obligations", agreeing, LEVELS[level]),
        Row(SERVICE, "GET", PATH, reading, LEVELS[level]),
        *(Row(SERVICE, "POST", f"{PATH}{step}", changing(level, step, given), LEVELS[level]) for step, given in steps),
    )


async def listing(sample: Sample) -> Request:
    agreement_id = await sample.signed("facility")
    made = await sample.sinergi.agreements.post(
        f"/agreements/{agreement_id}/obligations", promise(sample), sample.office.officer
    )
    assert made.status_code == 201, made.text
    return Request(f"/agreements/{agreement_id}/obligations")


def of_agreement(path: str) -> Asking:
    async def request(sample: Sample) -> Request:
        return Request(f"/agreements/{await sample.signed('facility')}{path}")

    return request


def of_partner(path: str) -> Asking:
    """The ledger of a partner that has promised something: another office finds nothing in it."""

    async def request(sample: Sample) -> Request:
        await promised(sample, "facility")
        return Request(f"/partners/{sample.units['partner']}{path}")

    return request


def with_promises(_sample: Sample, text: str) -> str:
    """The mark of a ledger: ∅ if it is empty."""
    return ALLOWED if "Instruktur" in text else EMPTY


ROWS = (
    Row(SERVICE, "GET", f"{AGREEMENT}/obligations", listing),
    Row(SERVICE, "GET", f"{AGREEMENT}/promises", of_agreement("/promises?as_of=2026-01-01")),
    Row(SERVICE, "GET", f"{AGREEMENT}/ledger", of_agreement("/ledger")),
    Row(SERVICE, "GET", f"{AGREEMENT}/ledger/table", of_agreement("/ledger/table")),
    Row(SERVICE, "GET", "/partners/{partner_id}/ledger", of_partner("/ledger"), mark=with_promises),
    Row(
        SERVICE,
        "GET",
        "/partners/{partner_id}/ledger/table",
        of_partner("/ledger/table?format=csv"),
        mark=with_promises,
    ),
    *(row for level in ("facility", "regional") for row in obligations_of(level)),
)
