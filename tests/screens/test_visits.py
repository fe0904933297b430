"""The screens of study visits keep the rules of every screen."""

import pytest
from playwright.async_api import Browser

from tests.behaviour.programs.place import Place
from tests.behaviour.programs.visiting import Visiting, visiting
from tests.screens.rules import faults_of, with_limits

FORMS = ("/kunjungan/{agreed}/catatan", "/kunjungan/pencatatan?upt={host}&peran=guest")
OF_THE_GUEST = (
    *FORMS,
    "/kunjungan",
    "/kunjungan/baru?cari=Lapas",
    "/kunjungan/baru?upt={host}",
    "/kunjungan/replikasi",
    "/kunjungan/{held}",
    "/kunjungan/{held}/tindak-lanjut/{task}",
    "/kunjungan/{held}/replikasi",
    "/kunjungan/{held}/replikasi/{adoption}/program",
    "/kunjungan/{held}/replikasi/{adoption}/pemeriksaan",
    "/kunjungan/{agreed}/pembatalan",
)
OF_THE_HOST = ("/kunjungan/{requested}", "/kunjungan/{requested}/jawaban")


async def visits_of(visit: Visiting) -> dict[str, str]:
    """Something for each screen to show; its ids."""
    host, guest, now = visit.host_officer, visit.guest_officer, visit.day(0)
    farm = await visit.program(visit.place.facility, host)
    await visit.program(visit.guest, guest)
    agreed, held, asked = [await visit.requested() for _ in range(3)]
    answer = {"answer": "agreed", "planned_on": now, "starts_at": "09:00", "programs": [[], [farm]]}
    for path in (agreed, held):
        await visit.change(f"{path}/answers", answer, host, 1)
    await visit.change(f"{held}/records", visit.minutes(farm), guest, 2)
    plan = {"from_program": farm, "planned_on": now, "adopt_by": visit.day(90)}
    adoption = await visit.change(f"{held}/adoptions", plan, guest, 3)
    task = (await visit.show(held))["action_items"][0]["id"]
    paths = {"agreed": agreed, "held": held, "requested": asked}
    ids = {name: path.removeprefix("/visits/") for name, path in paths.items()}
    return ids | {"task": task, "adoption": adoption["id"], "host": visit.place.facility["id"]}


@pytest.mark.part("screens")
@pytest.mark.timeout(300)
async def test_every_screen_of_visits_is_open_to_all_narrow_and_light(
    chromium: Browser, origin: str, place: Place, part: str | None
) -> None:
    visit = await visiting(place)
    ids = await visits_of(visit)
    faults = await faults_of(chromium, origin, visit.guest_officer, with_limits(OF_THE_GUEST, FORMS, ids), part)
    assert faults + await faults_of(chromium, origin, visit.host_officer, with_limits(OF_THE_HOST, (), ids), part) == []
