"""Cursors: all pages of a list show each earlier row once while new rows arrive."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest

from tests.behaviour.client import OPERATOR, Service, Sinergi

Arrive = Callable[[], Awaitable[str]]


async def read_pages(service: Service, path: str, arrive: Arrive | None, as_: str) -> list[dict[str, Any]]:
    """Read every row, two per page; after each page another row arrives."""
    rows: list[dict[str, Any]] = []
    following: str | None = None
    while True:
        cursor = f"&cursor={following}" if following else ""
        page = await service.get(f"{path}&limit=2{cursor}", as_)
        assert page.status_code == 200, page.text
        rows += page.json()["items"]
        following = page.json()["next"]
        if following is None:
            return rows
        if arrive is not None and len(rows) < 8:
            await arrive()


@pytest.fixture
def partners(sinergi: Sinergi) -> tuple[str, Arrive]:
    """A list of the test's own partners, and a function that adds one; names sort before, between and after others."""
    mark = uuid4().hex[:8]

    async def arrive() -> str:
        body = {"name": f"{uuid4().hex} {mark}", "category": "foundation_ngo"}
        answer = await sinergi.agreements.post("/partners", body, OPERATOR)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    return f"/partners?name={mark}", arrive


@pytest.fixture
def positions(sinergi: Sinergi) -> tuple[str, Arrive]:
    account = f"account-{uuid4().hex[:8]}"

    async def arrive() -> str:
        body = {"account": account, "capability": "reader", "scope_kind": "nation"}
        answer = await sinergi.agreements.post("/positions", body, OPERATOR)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    return f"/positions?account={account}", arrive


@pytest.fixture(params=["partners", "positions"])
def growing(request: pytest.FixtureRequest) -> tuple[str, Arrive]:
    found: tuple[str, Arrive] = request.getfixturevalue(request.param)
    return found


async def test_each_earlier_row_is_shown_once_while_rows_arrive(sinergi: Sinergi, growing: tuple[str, Arrive]) -> None:
    path, arrive = growing
    earlier = [await arrive() for _ in range(7)]
    shown = [row["id"] for row in await read_pages(sinergi.agreements, path, arrive, OPERATOR)]
    assert len(shown) == len(set(shown))
    assert set(earlier) <= set(shown)


async def test_agreements_newest_first_show_each_earlier_row_once(sinergi: Sinergi, sample: Any) -> None:
    officer, facility = sample.account("officer"), sample.facility["id"]

    async def arrive() -> str:
        body = sample.draft(f"Nota Kesepakatan {uuid4().hex[:6]}")
        answer = await sinergi.agreements.post("/agreements", body, officer)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    earlier = [await arrive() for _ in range(5)]
    path = f"/agreements?facility={facility}"
    rows = await read_pages(sinergi.agreements, path, arrive, officer)
    shown = [row["id"] for row in rows]
    assert len(shown) == len(set(shown))
    assert set(earlier) <= set(shown)
    # Pages by offset would show earlier rows again, because new rows push them back.
    assert shown == sorted(shown, reverse=True)


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJ4Il0", "e30", "bnVsbA", "WyIxIiwiMiIsIjMiLCI0Il0", "%00", "é"])
@pytest.mark.parametrize("path", ["/partners", "/positions", "/audit-trail"])
async def test_an_invalid_cursor_is_refused(sinergi: Sinergi, path: str, cursor: str) -> None:
    answer = await sinergi.agreements.get(f"{path}?cursor={cursor}", OPERATOR)
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/invalid-cursor")
