"""A business transaction of realistic size: change an account and add an entry, with or without an event."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from shared.events.envelope import Origin
from shared.events.nudge import INTERVAL_SECONDS, Nudge
from shared.events.unit_of_work import UnitOfWork, UnitsOfWork
from shared.postgres.connections import open_pool
from shared.processes.process import background
from tests.bench.ledgers import Ledger
from tests.core.ledger import CAUSE, PREFIX, Counted

ACCOUNTS = 1_000

_TABLES = """
CREATE TABLE account (id integer PRIMARY KEY, balance bigint NOT NULL, version integer NOT NULL);
CREATE TABLE entry (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, account_id integer NOT NULL REFERENCES account,
                    amount bigint NOT NULL, at timestamptz NOT NULL);
INSERT INTO account SELECT n, 0, 1 FROM generate_series(1, {accounts}) AS n;
GRANT SELECT, UPDATE ON account TO {app};
GRANT SELECT, INSERT ON entry TO {app};
"""


async def make_business(ledger: Ledger) -> None:
    """Create the tables in the ledger's schema."""
    app = ledger.settings.role("ledger", "app")
    await ledger.owner.execute(_TABLES.format(accounts=ACCOUNTS, app=app))


@asynccontextmanager
async def business_units(
    ledger: Ledger, connections: int, nudge_interval: float = INTERVAL_SECONDS
) -> AsyncIterator[UnitsOfWork[str]]:
    """Units of work over a pool of `connections`, with the nudge that wakes the relay, as in a service's api."""
    settings = ledger.settings.model_copy(update={"pool_size": connections})
    nudge = Nudge(settings, "ledger", nudge_interval)
    origin = Origin(settings.instance, "ledger", PREFIX)
    async with await open_pool(settings, "ledger", "bench writer") as pool, background(nudge.run()):
        yield UnitsOfWork(pool, origin, lambda: datetime.now(UTC), nudge)


async def change(units: UnitsOfWork[str], number: int, *, emitting: bool) -> None:
    """Commit a change of a random account, with or without an event."""
    async with units.open("bench", CAUSE) as work:
        account = random.randint(1, ACCOUNTS)  # noqa: S311 -- not a secret
        await _book(work, account, number)
        if emitting:
            work.emit(Counted(f"account-{account}", number))


async def _book(work: UnitOfWork[str], account: int, amount: int) -> None:
    await work.connection.execute(
        "UPDATE account SET balance = balance + $2, version = version + 1 WHERE id = $1", account, amount
    )
    await work.connection.execute(
        "INSERT INTO entry (account_id, amount, at) VALUES ($1, $2, $3)", account, amount, work.now
    )
