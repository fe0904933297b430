"""The scan finds a leak made on purpose in each kind of location, and reports it without repeating the data."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from prometheus_client import CollectorRegistry, Counter, start_http_server

from deploy.installation.environment import settings_of
from shared.access import Actor
from shared.contracts.organisations import PartnerRegistered
from shared.events.envelope import Cause, Origin
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.traces import continue_trace
from shared.postgres.connections import open_pool
from shared.values.ids import new_id
from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office
from tests.behaviour.personal_data.locations import Sources
from tests.behaviour.personal_data.recorded_values import RecordedValues
from tests.behaviour.personal_data.scan import Leak, leaks

pytestmark = pytest.mark.part("common", one_in=2)

KIND = "participant"


@pytest.fixture
def recorded() -> RecordedValues:
    return RecordedValues()


@pytest.fixture
def log(sinergi: Sinergi) -> Iterator[Callable[[str], object]]:
    """Write another log file of the run."""
    file = sinergi.stack.folder.log("control")
    yield file.write_text
    file.unlink()


async def found_in(sources: Sources, recorded: RecordedValues, kind: str = KIND) -> dict[str, Leak]:
    return {leak.location: leak for leak in await leaks(sources, recorded, [kind])}


async def test_a_leak_into_an_event_and_its_notices_is_found(
    sinergi: Sinergi, office: Office, recorded: RecordedValues
) -> None:
    name = recorded.new_name(KIND)
    await office.draft(title=f"Nota Kesepakatan untuk {name}")

    async def everywhere() -> dict[str, Leak]:
        found = await found_in(sinergi.sources(), recorded)
        columns = {"agreements.agreement.title", "notifications.notice.body_indonesian"}
        assert columns | {"agreements.internal.v1/agreement.drafted.v1"} <= found.keys()
        assert found["agreements.internal.v1/agreement.drafted.v1"].sentence.endswith(
            "in Kafka, where it is not allowed (1 found)"
        )
        return found

    found = await sinergi.eventually(everywhere)
    assert not any(name in leak.sentence for leak in found.values())


async def test_a_leak_into_a_header_is_found(sinergi: Sinergi, recorded: RecordedValues) -> None:
    cause = Cause(recorded.new_name(KIND), "test", continue_trace(None))
    settings = settings_of(sinergi.stack.environment())
    pool = await open_pool(settings, "agreements", "test")
    origin = Origin("sinergi", "agreements", settings.type_prefix)
    units: UnitsOfWork[Actor] = UnitsOfWork(pool, origin, sinergi.clock.now, lambda: None)
    async with pool, units.open(Actor.of_system("test"), cause) as work:
        work.emit(
            PartnerRegistered(partner_id=new_id(), version=1, name="Yayasan Contoh", category="media", parent_id=None)
        )
    assert "agreements.v1/partner.registered.v1" in await found_in(sinergi.sources(), recorded)


async def test_a_leak_into_a_log_is_found(
    sinergi: Sinergi, recorded: RecordedValues, log: Callable[[str], object]
) -> None:
    log(f'{{"event": "request_failed", "path": "/cohorts/{recorded.new_name(KIND)}"}}\n')
    assert (await found_in(sinergi.sources(), recorded)).keys() == {"log/control"}


async def test_a_leak_into_a_metric_is_found(sinergi: Sinergi, recorded: RecordedValues) -> None:
    registry = CollectorRegistry()
    Counter("control", "A metric by person", ["who"], registry=registry).labels(recorded.new_name(KIND)).inc()
    server, thread = start_http_server(0, addr="127.0.0.1", registry=registry)
    try:
        page = {"control": f"http://127.0.0.1:{server.server_port}/metrics"}
        assert (await found_in(replace(sinergi.sources(), metrics=page), recorded)).keys() == {"metrics/control"}
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


async def test_a_leak_into_a_problem_is_found(sinergi: Sinergi, recorded: RecordedValues) -> None:
    problems = [("not-a-pseudonym", f'{{"detail": "{recorded.new_name(KIND)}"}}')]
    found = await found_in(replace(sinergi.sources(), problems=problems), recorded)
    assert found.keys() == {"problem/not-a-pseudonym"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [("participant", "P-7KENARI"), ("email", "kenari@contoh.example"), ("phone", "+6281234567890")],
)
async def test_a_value_that_looks_like_personal_data_is_found_though_it_was_not_recorded(
    sinergi: Sinergi, recorded: RecordedValues, log: Callable[[str], object], kind: str, value: str
) -> None:
    log(f"sent to {value}\n")
    assert (await found_in(sinergi.sources(), recorded, kind)).keys() == {"log/control"}
