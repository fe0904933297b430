"""A consumer parks up to its budget and commits that part; an operator may allow more, which is on record."""

from shared.events.inbox.budget import load_allowance
from shared.events.operating.allowance import allow_parking
from tests.core.applying import applying, is_halted
from tests.core.in_process import consumed, parked, until
from tests.core.ledger import BY, Counted
from tests.core.ledger_under_test import Ledger

BAD = [Counted(f"bad-{number}", -number) for number in range(1, 8)]
GOOD = [Counted(f"good-{number}", number) for number in range(1, 6)]


async def test_a_batch_with_more_bad_records_than_the_budget_goes_on_as_an_operator_allows(ledger: Ledger) -> None:
    async with applying(ledger, *BAD, *GOOD, budget=3) as inbox, inbox.units.pool.acquire() as operator:
        await until(ledger, parked_=3)
        await ledger.eventually(lambda: is_halted(inbox))
        assert "sinergi consumers allow-parking reader" in (inbox.halted or "")
        await allow_parking(operator, "reader", 2, BY)
        await until(ledger, parked_=5)
        assert len(await parked(ledger)) == 5
        await allow_parking(operator, "reader", 10, BY)
        await until(ledger, parked_=len(BAD), consumed_=len(GOOD))
        assert await load_allowance(operator, "reader") == 8
    assert inbox.halted is None
    assert {key for key, _ in await parked(ledger)} == {counted.key for counted in BAD}
    assert {key for key, _ in await consumed(ledger)} == {counted.key for counted in GOOD}
    assert await ledger.fetch("reader", "SELECT who, what, why, outcome FROM operator_log ORDER BY id LIMIT 1") == [
        (BY.who, "parking_allowed", BY.why, "reader may park 2 records beyond its budget")
    ]


async def test_a_batch_with_more_bad_records_than_the_budget_goes_on_as_the_budget_refills(ledger: Ledger) -> None:
    async with applying(ledger, *BAD, *GOOD, budget=3) as inbox:
        inbox.parking_seconds = 0.5
        await until(ledger, parked_=len(BAD), consumed_=len(GOOD))
    assert inbox.halted is None


async def test_a_restart_does_not_renew_the_budget(ledger: Ledger) -> None:
    async with applying(ledger, *BAD, budget=3):
        await until(ledger, parked_=3)
    async with applying(ledger, *GOOD, budget=3) as restarted:
        await ledger.eventually(lambda: is_halted(restarted))
    assert len(await parked(ledger)) == 3
