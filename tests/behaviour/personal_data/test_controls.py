"""The scan finds what is leaked on purpose, in each kind of place, and says where without repeating what."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from prometheus_client import CollectorRegistry, Counter, start_http_server

from deploy.installation.environment import settings_of
from shared.access import Actor
from shared.contracts.agreements import PartnerRegistered
from shared.events.envelope import Cause, Origin
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.traces import continue_trace
from shared.postgres.connections import open_pool
from shared.values.ids import new_id
from tests.behaviour.agreements.desk import Desk
from tests.behaviour.conftest import Sinergi
from tests.behaviour.personal_data.places import Sources
from tests.behaviour.personal_data.scan import Leak, leaks
from tests.behaviour.personal_data.went_in import WentIn

KIND = "participant"


@pytest.fixture
def planted() -> WentIn:
    return WentIn()


@pytest.fixture
def log(sinergi: Sinergi) -> Iterator[Callable[[str], object]]:
    """Writes one more log of the run."""
    file = sinergi.stack.folder.log("control")
    yield file.write_text
    file.unlink()


async def found_in(sources: Sources, planted: WentIn, kind: str = KIND) -> dict[str, Leak]:
    return {leak.place: leak for leak in await leaks(sources, planted, [kind])}


async def test_a_leak_into_an_event_and_its_notices_is_found(sinergi: Sinergi, desk: Desk, planted: WentIn) -> None:
    name = planted.plant(KIND)
    await desk.drafted(title=f"Nota Kesepakatan untuk {name}")

    async def everywhere() -> dict[str, Leak]:
        found = await found_in(sinergi.sources(), planted)
        columns = {"agreements.agreement.title", "notifications.notice.body_indonesian"}
        assert columns | {"agreements.v1/agreement.drafted.v1"} <= found.keys()
        assert found["agreements.v1/agreement.drafted.v1"].sentence.endswith("in Kafka, where it may not be (1 found)")
        return found

    found = await sinergi.eventually(everywhere)
    assert not any(name in leak.sentence for leak in found.values())


async def test_a_leak_into_a_header_is_found(sinergi: Sinergi, planted: WentIn) -> None:
    cause = Cause(planted.plant(KIND), "test", continue_trace(None))
    settings = settings_of(sinergi.stack.environment())
    pool = await open_pool(settings, "agreements", "test")
    origin = Origin("sinergi", "agreements", settings.type_prefix)
    units: UnitsOfWork[Actor] = UnitsOfWork(pool, origin, sinergi.clock.now, lambda: None)
    async with pool, units.open(Actor.of_system("test"), cause) as work:
        work.emit(PartnerRegistered(partner_id=new_id(), name="Yayasan Contoh", category="media", parent_id=None))
    assert "agreements.v1/partner.registered.v1" in await found_in(sinergi.sources(), planted)


async def test_a_leak_into_a_log_is_found(sinergi: Sinergi, planted: WentIn, log: Callable[[str], object]) -> None:
    log(f'{{"event": "request_failed", "path": "/cohorts/{planted.plant(KIND)}"}}\n')
    assert (await found_in(sinergi.sources(), planted)).keys() == {"log/control"}


async def test_a_leak_into_a_metric_is_found(sinergi: Sinergi, planted: WentIn) -> None:
    registry = CollectorRegistry()
    Counter("control", "A metric by person", ["who"], registry=registry).labels(planted.plant(KIND)).inc()
    server, thread = start_http_server(0, addr="127.0.0.1", registry=registry)
    try:
        page = {"control": f"http://127.0.0.1:{server.server_port}/metrics"}
        assert (await found_in(replace(sinergi.sources(), metrics=page), planted)).keys() == {"metrics/control"}
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


async def test_a_leak_into_a_problem_is_found(sinergi: Sinergi, planted: WentIn) -> None:
    problems = [("not-a-pseudonym", f'{{"detail": "{planted.plant(KIND)}"}}')]
    found = await found_in(replace(sinergi.sources(), problems=problems), planted)
    assert found.keys() == {"problem/not-a-pseudonym"}


@pytest.mark.parametrize(
    ("kind", "said"),
    [("participant", "P-7KENARI"), ("email", "kenari@contoh.example"), ("phone", "+6281234567890")],
)
async def test_what_looks_like_a_person_is_found_though_nobody_knows_that_it_went_in(
    sinergi: Sinergi, planted: WentIn, log: Callable[[str], object], kind: str, said: str
) -> None:
    log(f"told {said} of it\n")
    assert (await found_in(sinergi.sources(), planted, kind)).keys() == {"log/control"}
