"""The kept list has exactly the cases that are found again, whatever has changed and in whatever order."""

import asyncio
import random
import secrets
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from deploy.installation.environment import settings_of
from deploy.operating.waiting import rebuild
from services.agreements.waiting import queries as agreements
from services.agreements.waiting.model import EXPIRY_DAYS
from services.notifications.waiting import queries as notifications
from services.programs.waiting import queries as programs
from shared.events.operator_log import Operator
from shared.operations.clock import MovableClock
from tests.behaviour.across.settled import all_settled, all_told
from tests.behaviour.client import SERVICES, Sinergi
from tests.behaviour.office import Office
from tests.behaviour.programs.place import Place
from tests.behaviour.waiting.kept_list import compare, connect
from tests.behaviour.waiting.random_steps import Walk
from tests.behaviour.waiting.test_notices import notice_of
from tests.behaviour.waiting.waiting_list import counted, kinds

STEPS = 80
BY = Operator("operator of the tests", "a test")


@pytest.fixture
async def databases(sinergi: Sinergi) -> AsyncIterator[dict[str, "asyncpg.Connection[Any]"]]:
    connections = {service: await connect(sinergi.stack, service) for service in SERVICES}
    yield connections
    for connection in connections.values():
        await connection.close()


@pytest.fixture
def database(databases: dict[str, "asyncpg.Connection[Any]"]) -> "asyncpg.Connection[Any]":
    return databases["agreements"]


async def test_the_list_is_what_is_found_after_many_random_steps(
    office: Office, databases: dict[str, "asyncpg.Connection[Any]"]
) -> None:
    seed = secrets.randbits(32)
    walk = Walk(office, random.Random(seed))  # noqa: S311 -- reproducible, not a secret
    for _ in range(STEPS):
        await walk.step()
    assert walk.accepted > STEPS // 2, f"seed {seed}"
    for service, database in databases.items():
        assert await compare(database) == (set(), set()), f"{service}, seed {seed}: {walk.taken}"


async def test_a_damaged_list_is_found_and_a_rebuild_corrects_it(
    sinergi: Sinergi, office: Office, database: "asyncpg.Connection[Any]"
) -> None:
    lost, wrong = UUID(await office.draft()), UUID(await office.submit(await office.draft()))
    await database.execute("DELETE FROM waiting_case WHERE about = $1", lost)
    await database.execute("UPDATE waiting_case SET due = due + 1 WHERE about = $1 AND due < 'infinity'", wrong)
    missing, surplus = await compare(database)
    assert ({row[0] for row in missing}, {row[0] for row in surplus}) == ({lost, wrong}, {wrong})
    outcome = await rebuild(settings_of(sinergi.stack.environment()), "agreements", BY)
    assert outcome.endswith(f": {len(missing)} rows corrected")
    assert await compare(database) == (set(), set())
    assert await kinds(office.agreements, office.officer, str(lost)) == {"draft"}


async def test_a_rebuild_finds_every_case_of_every_service(
    place: Place, this_year: date, databases: dict[str, "asyncpg.Connection[Any]"]
) -> None:
    await place.sign(["environment"], starts_on=this_year)
    await place.planned(1)
    await place.office.submit(await place.office.draft())
    await notice_of(place.sinergi, place.office.contact, "review_by_partner")
    # A late effect of another test would find some of the cases before the rebuild does.
    await all_settled(place.sinergi)
    await all_told(place.sinergi)
    for service, database in databases.items():
        assert await compare(database) == (set(), set()), service
        lost = await database.fetchval("WITH gone AS (DELETE FROM waiting_case RETURNING 1) SELECT count(*) FROM gone")
        outcome = await rebuild(settings_of(place.sinergi.stack.environment()), service, BY)
        assert lost > 0
        assert outcome.endswith(f": {lost:,} rows corrected")
        assert await compare(database) == (set(), set()), service


async def test_cases_begin_and_end_at_a_change_of_day(office: Office, clock: MovableClock) -> None:
    """Nothing is written at midnight; the list and its counts change all the same."""
    begun = await office.signed(await office.draft(term=office.term(1, 500)), signed_on=office.day(0))
    soon = await office.signed(await office.draft(term=office.term(-59, 31)), signed_on=office.day(-59))
    over = office.term(-900, -EXPIRY_DAYS)
    ended = await office.signed(await office.draft(term=over), signed_on=office.day(-900))

    async def shown() -> dict[str, set[str]]:
        lists = {name: await kinds(office.agreements, office.officer, id_) for name, id_ in ids.items()}
        counts = await counted(office.agreements, office.officer, office.facility["id"])
        assert counts.keys() == set().union(*lists.values())
        assert sum(number for number, _ in counts.values()) == sum(map(len, lists.values()))
        return lists

    ids = {"begun": begun, "soon": soon, "ended": ended}
    assert await shown() == {
        "begun": {"paper_missing"},
        "soon": {"paper_missing", "not_running"},
        "ended": {"paper_missing", "expiring"},
    }
    clock.move_to(clock.now() + timedelta(days=1))
    assert await shown() == {
        "begun": {"paper_missing", "not_running"},
        "soon": {"paper_missing", "not_running", "expiring"},
        "ended": {"paper_missing"},
    }


async def test_a_change_that_is_rolled_back_leaves_the_list_as_it_was(
    office: Office, database: "asyncpg.Connection[Any]"
) -> None:
    draft = UUID(await office.draft())
    transaction = database.transaction()
    await transaction.start()
    await database.execute("UPDATE agreement SET document_state = 'withdrawn' WHERE id = $1", draft)
    await transaction.rollback()
    assert await kinds(office.agreements, office.officer, str(draft)) == {"draft"}
    await database.execute("UPDATE agreement SET document_state = 'withdrawn' WHERE id = $1", draft)
    assert await kinds(office.agreements, office.officer, str(draft)) == set()


async def test_two_changes_at_the_same_time_are_both_in_the_list(
    sinergi: Sinergi, office: Office, database: "asyncpg.Connection[Any]"
) -> None:
    """The second one finds the cases again after the first one has committed."""
    signed = UUID(await office.signed(await office.draft(), signed_on=office.day(-50)))
    numbers = await database.fetch("SELECT id FROM document_number WHERE agreement_id = $1 ORDER BY id", signed)
    assert len(numbers) == 2
    other = await connect(sinergi.stack)
    async with database.transaction():
        await database.execute("DELETE FROM document_number WHERE id = $1", numbers[0]["id"])
        await database.execute("SET CONSTRAINTS ALL IMMEDIATE")
        second = asyncio.create_task(other.execute("DELETE FROM document_number WHERE id = $1", numbers[1]["id"]))
        await asyncio.wait({second}, timeout=0.5)
        assert not second.done()
    await second
    await other.close()
    assert "number_missing" in await kinds(office.agreements, office.officer, str(signed))
    assert await compare(database) == (set(), set())


async def test_the_database_finds_cases_by_the_stages_kinds_and_rules_of_today(
    databases: dict[str, "asyncpg.Connection[Any]"],
) -> None:
    query = "SELECT prosrc FROM pg_proc WHERE oid = $1::regproc"
    for service, bodies in {
        "agreements": {"waiting_found": agreements.FOUND, "waiting_things": agreements.THINGS},
        "programs": {"waiting_found": programs.FOUND, "waiting_things": programs.THINGS},
        "notifications": {"waiting_found": notifications.FOUND, "waiting_things": notifications.THINGS},
    }.items():
        for function, today in bodies.items():
            body = await databases[service].fetchval(query, f"{service}.{function}")
            assert body.strip() == today.strip(), f"a further migration of {service} is needed"


async def test_an_upgraded_database_shows_missing_papers_once_no_old_process_serves(
    office: Office, database: "asyncpg.Connection[Any]"
) -> None:
    signed = UUID(await office.signed(await office.draft()))
    transaction = database.transaction()
    await transaction.start()
    tomorrow = date.fromisoformat(office.day(1))
    await database.execute("UPDATE paper_watch SET from_day = $1", tomorrow)
    await database.execute("SELECT refresh_waiting(ARRAY[$1::uuid])", signed)
    query = "SELECT begins FROM waiting_case WHERE about = $1 AND kind = 'paper_missing'"
    assert await database.fetchval(query, signed) == tomorrow
    await transaction.rollback()
