"""The screens of timetable, sheets, months, amendments, waiting lists and evidence: the rules of every screen."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from playwright.async_api import Browser

from shared.operations.clock import MovableClock
from tests.behaviour.office import a_pdf
from tests.behaviour.programs.place import Place
from tests.screens.rules import faults_of, with_limits

OF_RECORDERS = (
    "/kohort/{cohort}/lembar/baru",
    "/program/{program}/lembar",
    "/lembar/{sheet}",
    "/lembar/{sheet}/cetak",
    "/lembar/{sheet}/tabel",
    "/lembar/{sheet}/pencatatan",
    "/lembar/{sheet}/pembuangan",
    "/kohort/{cohort}/jadwal",
    "/program/{program}/jadwal",
    "/jadwal/upt/{facility}?mulai={day}",
    "/jadwal/{plan}",
    "/jadwal/{plan}/pemindahan",
    "/jadwal/{plan}/pembatalan",
    "/pengajar/upt/{facility}",
    "/pengajar/upt/{facility}/baru",
    "/pengajar/{instructor}",
    "/program/{program}/daftar-tunggu",
    "/program/{program}/daftar-tunggu/baru",
    "/program/{program}/daftar-tunggu/{candidate}",
    "/kohort/{cohort}/daftar-tunggu",
    "/kohort/{cohort}/penyelesaian",
    "/kohort/{cohort}/sertifikat",
    "/kohort/{cohort}/sertifikat/baru",
    "/kohort/{cohort}/sertifikat/{certificate}",
    "/pertemuan/{session}/bukti",
    "/pertemuan/{session}/bukti/baru",
    "/pertemuan/{session}/bukti/{evidence}/penghapusan",
    "/pertemuan/{session}",
    "/pertemuan/{session}/usul",
    "/pertemuan/{session}/usul-penarikan",
    "/kohort/{cohort}/usul",
    "/program/{program}/usul/terbuka",
    "/program/{program}/usul",
    "/usul/{amendment}",
    "/perangkat/{facility}",
)
OF_THE_HEAD = (
    "/bulan",
    "/bulan?status=silent",
    "/ukuran",
    "/ukuran/partisipasi",
    "/ukuran/replikasi",
    "/bulan/{facility}",
    "/bulan/{facility}/{month}/laporan",
    "/bulan/{facility}/{month}/penutupan",
    "/bulan/{facility}/{silent}/penutupan",
    "/usul/{amendment}",
    "/perangkat/{facility}",
)


async def timetable_of(place: Place, clock: MovableClock) -> Mapping[str, str]:
    """Something for each screen to show, a month after it was recorded; its ids."""
    program = await place.opened("environment", capacity=5)
    cohort = await place.started(program, *place.refs[:3])
    today = place.sinergi.today(place.facility["zone"])
    silent = today.replace(day=1) - timedelta(days=1)
    ids = {"program": program.rpartition("/")[2], "cohort": cohort.rpartition("/")[2], "day": today.isoformat()}
    ids |= {"facility": place.facility["id"], "month": f"{today:%Y-%m}", "silent": f"{silent:%Y-%m}"}
    instructor = {"organisation": place.partner, "duty": "Penyuluh pengelolaan sampah"}
    registered = await place.post(f"/facilities/{ids['facility']}/instructors", instructor)
    ids["instructor"] = registered.json()["id"]
    plan = {"first_on": ids["day"], "starts_at": "09:00", "minutes": 90, "topic": "Pemilahan sampah"}
    plan |= {"venue": "Aula blok A", "instructors": [ids["instructor"]]}
    for _ in range(2):
        planned = await place.post(f"{cohort}/plans", plan)
        ids["plan"] = planned.json()["plans"][0]["id"]
    sheet = await place.post(f"{cohort}/sheets", {"held_on": ids["day"], "topic": "Pengomposan"})
    ids["sheet"] = sheet.json()["id"]
    await place.post(f"/sheets/{ids['sheet']}/marks", {"lines": [{"code": "K-01", "mark": "aktif"}]})
    waiting = [{"participant_ref": ref, "kind": "convict", "basis": "voluntary"} for ref in place.refs[3:5]]
    listed = await place.post(f"{program}/candidates", {"listed_on": ids["day"], "participants": waiting})
    ids["candidate"] = listed.json()["candidates"][0]["id"]
    marks = [{"participant_ref": ref, "mark": "active"} for ref in place.refs[:3]]
    body = place.session(*marks)
    ids["session"] = (await place.post(f"{cohort}/sessions", body)).json()["id"]
    path = f"/sessions/{ids['session']}/evidence?kind=minutes"
    filed = await place.sinergi.programs.send_file(path, a_pdf(), place.officer, name="notula.pdf")
    ids["evidence"] = filed.json()["id"]
    given = {"kind": "participation", "issued_on": ids["day"], "holders": [{"code": "K-01", "number": "SK-1/2026"}]}
    ids["certificate"] = (await place.post(f"{cohort}/certificates", given)).json()["ids"][0]
    clock.move_to(clock.now() + timedelta(days=31))
    closing = f"/facilities/{ids['facility']}/months/{ids['month']}/closings"
    assert (await place.post(closing, {"nihil": False}, place.office.head)).status_code == 201
    correction = body | {"reason": "Tandanya tertukar."}
    proposed = await place.post(f"/sessions/{ids['session']}/amendments", correction, if_match='"1"')
    return ids | {"amendment": proposed.json()["id"]}


@pytest.mark.part("screens")
@pytest.mark.timeout(300)
async def test_every_screen_of_the_timetable_is_open_to_all_narrow_and_light(
    chromium: Browser, origin: str, place: Place, clock: MovableClock, part: str | None
) -> None:
    ids = await timetable_of(place, clock)
    faults = await faults_of(chromium, origin, place.officer, with_limits(OF_RECORDERS, OF_RECORDERS, ids), part)
    heads = with_limits(OF_THE_HEAD, (), ids)
    faults += await faults_of(chromium, origin, place.office.head, heads, part)
    # The nation chooses a region.
    nation = with_limits(("/bulan",), (), ids)
    assert faults + await faults_of(chromium, origin, place.office.directorate, nation, part) == []
