"""Four desks sign at the same time, with double clicks: the order has no gap, and repetitions have the same answer."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

import httpx2
import pytest

from tests.behaviour.agreements.at_ceremony import AtCeremony, desks_of, opened
from tests.behaviour.office import Body, Office

DESKS = 4
LONGEST_SECONDS = 30.0
AGAIN_SECONDS = 0.2


@dataclass(frozen=True)
class Desk:
    """An account at its desk, and the rows that come to it."""

    ceremony: AtCeremony
    account: str
    rows: tuple[int, ...]

    async def work(self) -> list[tuple[int, int]]:
        """Sign each row, clicked twice; the rows with their order numbers."""
        found = []
        for row in self.rows:
            key = str(uuid4())
            first, second = await asyncio.gather(*(self._until_answered(row, key) for _ in range(2)))
            assert first == second
            found.append((row, first["order_number"]))
        return found

    async def _until_answered(self, row: int, key: str) -> Body:
        """The answer to one click; one that got none is sent again with the same key."""
        while True:
            try:
                answer = await self.ceremony.sign(row, self.account, key=key)
            except httpx2.TransportError:
                await asyncio.sleep(AGAIN_SECONDS)
                continue
            if answer.status_code in (502, 503, 504):
                await asyncio.sleep(AGAIN_SECONDS)
                continue
            assert answer.status_code == 200, answer.text
            return dict(answer.json())


async def desks_at(ceremony: AtCeremony) -> list[Desk]:
    """Four desks share the rows; every fifth row is signed at the next desk as well."""
    accounts = await desks_of(ceremony.office, DESKS)
    rows = range(1, len(ceremony.listed) + 1)
    return [
        Desk(ceremony, account, tuple(row for row in rows if _comes_to(number, row)))
        for number, account in enumerate(accounts)
    ]


def _comes_to(desk: int, row: int) -> bool:
    return row % DESKS == desk or (row % 5 == 0 and (row + 1) % DESKS == desk)


async def require_in_order(ceremony: AtCeremony, got: Iterable[tuple[int, int]]) -> None:
    """Each row has one order number, the numbers have no gap, and the papers agree."""
    count, pairs = len(ceremony.listed), set(got)
    assert len(pairs) == len(dict(pairs)) == count
    assert sorted(dict(pairs).values()) == list(range(1, count + 1))
    shown = await ceremony.show()
    given = {each["ordinal"]: each["parties"][1]["given"][0]["order_number"] for each in shown["agreements"]}
    assert given == dict(pairs)
    assert [each["outcome"] for each in shown["agreements"]] == ["signed"] * count
    await ceremony.perform("closings", {"papers_counted": count})


async def test_four_desks_number_the_signatures_without_gaps(office: Office) -> None:
    ceremony = await opened(office, 8)
    desks = await desks_at(ceremony)
    got = await asyncio.gather(*(desk.work() for desk in desks))
    await require_in_order(ceremony, (pair for pairs in got for pair in pairs))


@pytest.mark.part("ceremonies", only=True)
@pytest.mark.timeout(600)
async def test_four_desks_sign_forty_agreements_while_an_api_is_killed(office: Office) -> None:
    ceremony = await opened(office, 40)
    desks = await desks_at(ceremony)
    started = time.monotonic()
    working = [asyncio.create_task(desk.work()) for desk in desks]

    async def kill_when_a_third_is_signed() -> None:
        while (await ceremony.show())["last_order_number"] < 13:
            await asyncio.sleep(0.05)
        office.sinergi.stack.kill("agreements-api")

    await kill_when_a_third_is_signed()
    got = await asyncio.gather(*working)
    seconds = time.monotonic() - started
    await require_in_order(ceremony, (pair for pairs in got for pair in pairs))
    assert seconds < LONGEST_SECONDS
