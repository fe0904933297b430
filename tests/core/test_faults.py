"""Errors that are no record's fault halt the consumer and park nothing; those of a record are parked without values."""

import time
from typing import Any

import pytest

from shared.events.envelope import Envelope
from shared.events.inbox.inbox import Inbox
from shared.events.unit_of_work import UnitOfWork
from tests.core.applying import administer, applying, is_halted
from tests.core.in_process import consumed, consuming, emit, parked, reader_inbox, relaying
from tests.core.ledger import Counted, record_number
from tests.core.ledger_under_test import Ledger

CLOSING_SECONDS = 5
"""Much less than the framework waits for a batch, and than the next attempt of a halted one takes."""
BROKEN = {
    "InsufficientPrivilegeError (42501): permission denied for table consumed": (
        "REVOKE INSERT ON consumed FROM {app}",
        "GRANT INSERT ON consumed TO {app}",
    ),
    'UndefinedColumnError (42703): column "number" of relation "consumed" does not exist': (
        "ALTER TABLE consumed RENAME number TO amount",
        "ALTER TABLE consumed RENAME amount TO number",
    ),
    "ReadOnlySQLTransactionError (25006)": (
        "ALTER ROLE {app} SET default_transaction_read_only = on",
        "ALTER ROLE {app} RESET default_transaction_read_only",
    ),
}


@pytest.mark.parametrize("reason", BROKEN)
async def test_an_error_that_all_records_meet_halts_the_consumer_until_it_is_fixed(ledger: Ledger, reason: str) -> None:
    breaks, fixes = BROKEN[reason]
    async with applying(ledger, *(Counted(f"key-{number}", number) for number in range(8)), after=breaks) as inbox:
        await ledger.eventually(lambda: is_halted(inbox))
        assert (inbox.halted or "").startswith(reason)
        assert await parked(ledger) == []
        await administer(ledger, inbox, fixes)
        await ledger.all_consumed()
        # The records commit before the inbox clears its reason.
        await ledger.eventually(lambda: continues(inbox))
    assert await parked(ledger) == []


async def test_a_consumer_that_has_halted_ends_immediately_and_another_one_goes_on(ledger: Ledger) -> None:
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await administer(ledger, inbox, "REVOKE INSERT ON consumed FROM {app}")
        await emit(ledger, Counted("key", 1))
        await ledger.eventually(lambda: is_halted(inbox))
        began = time.monotonic()
    assert time.monotonic() - began < CLOSING_SECONDS
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await administer(ledger, inbox, "GRANT INSERT ON consumed TO {app}")
        await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def test_a_programming_error_halts_the_consumer_and_parks_nothing(ledger: Ledger) -> None:
    async def look_up_wrongly(work: UnitOfWork[str], event: Any, envelope: Envelope) -> None:
        await record_number(work, event, envelope)
        event["unit"]

    async with applying(ledger, Counted("key", 1), handler=look_up_wrongly) as inbox:
        await ledger.eventually(lambda: is_halted(inbox))
        assert inbox.halted == "KeyError: 'unit'"
    assert (await consumed(ledger), await parked(ledger)) == ([], [])


async def test_the_reason_of_a_parked_record_quotes_no_row(ledger: Ledger) -> None:
    small = "ALTER TABLE consumed ADD CONSTRAINT small CHECK (number < 1000)"
    async with applying(ledger, Counted("budi.santoso", 1984), Counted("key", 1), after=small):
        await ledger.eventually(lambda: has_parked(ledger))
        await ledger.eventually(lambda: has_consumed(ledger))
    details = await ledger.fetch("reader", "SELECT detail FROM parked")
    assert details == [("CheckViolationError (23514): table consumed, constraint small",)]
    assert await consumed(ledger) == [("key", 1)]


async def continues(inbox: Inbox[str]) -> bool:
    return inbox.halted is None


async def has_consumed(ledger: Ledger) -> bool:
    return bool(await consumed(ledger))


async def has_parked(ledger: Ledger) -> bool:
    return await parked(ledger) == [("budi.santoso", "refused")]
