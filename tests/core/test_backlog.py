"""The age of the oldest waiting event is measured even without a leader."""

from shared.events.metrics import OLDEST_UNRELAYED
from shared.events.relay.backlog import watch_backlog
from shared.processes.process import background
from tests.core.in_process import emit, relaying
from tests.core.ledger import Counted, units_of
from tests.core.ledger_under_test import Ledger


async def test_the_age_of_the_oldest_event_grows_without_a_leader_and_falls_once_it_is_sent(ledger: Ledger) -> None:
    async def older_than_three_seconds() -> bool:
        return bool(OLDEST_UNRELAYED._value.get() > 3)

    async def nothing_waits() -> bool:
        return bool(OLDEST_UNRELAYED._value.get() == 0)

    async with units_of(ledger.settings, "ledger") as units, background(watch_backlog(units.pool)):
        await emit(ledger, Counted("key", 1))
        await ledger.eventually(older_than_three_seconds)
        async with relaying(ledger):
            await ledger.eventually(nothing_waits)
