"""All of Sinergi, running, and what most tests of behaviour need of it.

Personal data in requests is remembered, and looked for everywhere when the run ends.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
import pytest

from deploy.demo.facilities import FACILITIES
from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from deploy.operating.positions import assign_position
from shared.operations.clock import MovableClock
from shared.values.working_days import office_calendar
from tests.behaviour.business_day import ClockOfTheRun
from tests.behaviour.client import OPERATOR, SERVICES, Service, Sinergi, Tokens
from tests.behaviour.database import Database
from tests.behaviour.office import DIRECTORATE, SECOND_DIRECTORATE, Office, open_office
from tests.behaviour.personal_data.recorded_values import RecordedValues
from tests.behaviour.personal_data.scan import leaks
from tests.behaviour.programs.place import Place, open_place
from tests.behaviour.sentences.faults import refuse_faults
from tests.behaviour.sentences.seen import SentencesSeen
from tests.behaviour.topics import Topics

KINDS = ("lapas", "rutan", "rumah_sakit", "lpka", "bapas", None)
"""The kinds of facilities, those first that have convicts."""


@pytest.fixture(scope="session")
async def sinergi(stack: Stack, pytestconfig: pytest.Config) -> AsyncIterator[Sinergi]:
    """All of Sinergi, running, with one operator."""
    environment = stack.environment()
    await asyncio.to_thread(assign_position, settings_of(environment), OPERATOR, "operator", "nation", "")
    # The servers close a connection that was idle for five seconds: the client must give it up before.
    sentences = SentencesSeen()
    hooks = {"response": [sentences.note]}
    async with httpx2.AsyncClient(timeout=60, limits=httpx2.Limits(keepalive_expiry=2), event_hooks=hooks) as http:
        tokens = Tokens(environment["SINERGI_TOKEN_ISSUER"], http)
        recorded = RecordedValues()
        agreements, programs, notifications = (
            Service(f"http://127.0.0.1:{stack.state.ports[f'{name}-api']}", tokens, http, recorded) for name in SERVICES
        )
        clock = ClockOfTheRun(Path(environment["SINERGI_CLOCK_FILE"]), pytestconfig.getoption("business_day"))
        every = await every_facility(agreements)
        # Most tests have convicts. Those that want a facility of a certain kind take it from the other end.
        facilities = [each for kind in KINDS for each in every if each["kind"] == kind]
        of_kind = {kind: iter([each for each in reversed(facilities) if each["kind"] == kind]) for kind in KINDS}
        services = (agreements, programs, notifications)
        database, topics = Database(settings_of(environment)), Topics(agreements, programs, OPERATOR)
        sinergi = Sinergi(stack, *services, clock, iter(facilities), of_kind, recorded, database, topics)
        yield sinergi
        database.close()
    await _refuse_leaks(sinergi)
    refuse_faults(sentences)


@pytest.fixture
async def clock(sinergi: Sinergi) -> AsyncIterator[MovableClock]:
    """The business clock, for tests that move it; it goes back to the time of the run afterwards."""
    yield sinergi.clock
    sinergi.clock.reset()


@pytest.fixture
def office_hours(sinergi: Sinergi, clock: MovableClock) -> MovableClock:
    """The business clock at an hour in which mail is sent everywhere: ten o'clock of the next working day."""
    day = office_calendar().next_after(sinergi.today())
    clock.move_to(datetime.combine(day, time(10), ZoneInfo("Asia/Jakarta")))
    return clock


async def every_facility(agreements: Service) -> list[Mapping[str, Any]]:
    """All of them but those of the stories, so that each test has one of its own."""
    found: list[Mapping[str, Any]] = []
    following: str | None = ""
    while following is not None:
        page = await agreements.get(f"/facilities?limit=200{following and f'&cursor={following}'}", OPERATOR)
        assert page.status_code == 200, page.text
        found += page.json()["items"]
        following = page.json()["next"]
    return [facility for facility in found if facility["name"] not in FACILITIES]


async def _refuse_leaks(sinergi: Sinergi) -> None:
    """The last thing that a run does: personal data are only where they may be."""
    sources = sinergi.sources()
    for process in sources.metrics:
        await sinergi.stack.until_ready(process, 60)
    sentences = [leak.sentence for leak in await leaks(sources, sinergi.recorded)]
    assert not sentences, "\n".join(sentences)


@pytest.fixture
def facility(sinergi: Sinergi) -> Mapping[str, Any]:
    """A facility that no other test of this run uses."""
    return next(sinergi.facilities)


@pytest.fixture
async def office(sinergi: Sinergi, facility: Mapping[str, Any]) -> Office:
    """The office of this facility, with a partner of its own."""
    return await open_office(sinergi, facility)


@pytest.fixture(scope="session")
async def any_office(sinergi: Sinergi) -> Office:
    """One office for all tests that are refused, or look for nothing in its lists."""
    return await open_office(sinergi, next(sinergi.facilities))


@pytest.fixture(scope="session")
async def directorate(sinergi: Sinergi) -> str:
    """The account of the directorate general."""
    await sinergi.assign(DIRECTORATE, "directorate", "nation")
    await sinergi.assign(SECOND_DIRECTORATE, "directorate", "nation")
    return DIRECTORATE


@pytest.fixture
async def place(office: Office, directorate: str) -> Place:
    """The programs of this office; the directorate general has its account."""
    assert office.directorate == directorate
    return await open_place(office)


@pytest.fixture
def this_year(sinergi: Sinergi) -> date:
    """The first day of the fiscal year."""
    return date(sinergi.today().year, 1, 1)
