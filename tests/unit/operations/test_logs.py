"""Every log entry of a unit of work names its cause."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from shared.events.envelope import Cause, Chain, Envelope, Origin
from shared.events.unit_of_work import UnitOfWork
from shared.operations.logs import CURRENT_CAUSE, add_cause

NOW = datetime(2027, 3, 1, tzinfo=UTC)
ID = UUID("0195d7a0-0000-7000-8000-000000000001")


@pytest.fixture
def work() -> UnitOfWork[None]:
    cause = Cause("the chain", "the request", "")
    connection: Any = None
    return UnitOfWork(connection, None, cause, Origin("sinergi", "agreements", "x"), NOW)


def entry_in(work: UnitOfWork[None] | None, **given: str) -> dict[str, Any]:
    token = CURRENT_CAUSE.set(work.cause_in_logs if work else None)
    try:
        return dict(add_cause(None, "", {"event": "it_happened", **given}))
    finally:
        CURRENT_CAUSE.reset(token)


def test_an_entry_names_the_chain_and_the_direct_cause(work: UnitOfWork[None]) -> None:
    expected = {"event": "it_happened", "correlation_id": "the chain", "causation_id": "the request"}
    assert entry_in(work) == expected


def test_an_event_that_is_applied_is_the_cause_of_its_effect(work: UnitOfWork[None]) -> None:
    chain = Chain("/sinergi/programs", 1, 0, 0, 1)
    work.set_cause(Envelope(ID, "x", NOW, NOW, "", "t", "k", 1, Cause("another chain", "it", ""), chain))
    assert entry_in(work)["causation_id"] == str(ID)
    assert entry_in(work)["correlation_id"] == "another chain"


def test_an_entry_keeps_the_ids_that_it_has(work: UnitOfWork[None]) -> None:
    assert entry_in(work, correlation_id="its own")["correlation_id"] == "its own"
    assert entry_in(None) == {"event": "it_happened"}
