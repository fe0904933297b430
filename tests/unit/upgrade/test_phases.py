"""A phase of an upgrade ends at the first answer that it does not allow, and names it."""

import httpx2
import pytest

from tests.chaos.client import Client, Ledger, Pace
from tests.upgrade import phases
from tests.upgrade.phases import WANTED, Phases, WorkStopped


@pytest.fixture
async def work(monkeypatch: pytest.MonkeyPatch) -> Phases:
    monkeypatch.setattr(phases, "RETRIED_SECONDS", 0)
    monkeypatch.setattr(phases, "PHASE_SECONDS", 0.5)
    return Phases(Client({}, "", Pace(1), Ledger(), httpx2.AsyncClient()))


async def test_a_fault_ends_the_phase_and_is_named(work: Phases) -> None:
    work.client.ledger.unexpected.append("POST /agreements: 500")
    with pytest.raises(WorkStopped, match=r"old apis: .*500"):
        await work.run("old apis")


async def test_too_little_work_ends_the_phase(work: Phases) -> None:
    for type_ in WANTED:
        work.client.ledger.expect(type_, "of an earlier phase")
    with pytest.raises(WorkStopped, match=r"all new: \{\}, wanted"):
        await work.run("all new")
