"""A study visit on pages: requested, answered, recorded, its task done, and its practice adopted or given up."""

from tests.behaviour.pages.form import Browser
from tests.behaviour.pages.test_life import day
from tests.behaviour.programs.place import Place
from tests.behaviour.programs.visiting import Visiting, visiting

MINUTES = {
    "attendance-0-group": "Pejabat struktural",
    "attendance-0-people": "6",
    "exchanged-0-exchanged_title": "Rehabilitasi berbasis komunitas",
    "exchanged-0-exchange_kind": "mechanism",
    "inspections-0-site": "Lahan pertanian",
    "inspections-0-findings": "Terawat.",
    "tasks-0-task": "Membahas kerja sama",
}


def browsers(visit: Visiting) -> tuple[Browser, Browser]:
    programs = visit.sinergi.programs
    return Browser(programs, visit.host_officer), Browser(programs, visit.guest_officer)


async def test_a_visit_is_requested_answered_and_recorded_on_pages(place: Place) -> None:
    visit = await visiting(place)
    farm = await visit.program(place.facility, visit.host_officer)
    host, guest = browsers(visit)
    found = await guest.show(f"/kunjungan/baru?cari={place.facility['name']}")
    chosen = f"/kunjungan/baru?upt={place.facility['id']}"
    assert chosen in found.links()
    asked = {"topics": "Program rehabilitasi\nProgram ketahanan pangan", "visit_time": "9.00"}
    address = await guest.fill(chosen, asked | day("visit_on", visit.day(0)))
    assert address in (await host.show("/kunjungan")).links()
    assert f"{address}/jawaban" not in (await guest.show(address)).links()
    answered = await host.show(f"{address}/jawaban")
    wrong = await host.send(answered, {"visit_answer": "declined"})
    assert (wrong.status, "Alasan penolakan: harus diisi." in wrong.html) == (422, True)
    assert await host.fill(f"{address}/jawaban", {"topic-1": farm}) == address
    assert await guest.fill(f"{address}/catatan", MINUTES | {"inspections-0-program_id": farm}) == address
    page = await guest.show(address)
    for shown in ("Kebun", "Mekanisme: Rehabilitasi berbasis komunitas", "Terawat.", "09.00 W", "6 orang"):
        assert shown in page.html
    (task,) = [link for link in page.links() if f"{address}/tindak-lanjut/" in link]
    assert await guest.fill(task) == address
    assert task not in (await guest.show(address)).links()


async def test_a_practice_is_adopted_or_given_up_on_pages(place: Place) -> None:
    visit = await visiting(place)
    farm = await visit.program(place.facility, visit.host_officer)
    own = await visit.program(visit.guest, visit.guest_officer)
    host, guest = browsers(visit)
    address = (await visit.registered(farm)).replace("/visits/", "/kunjungan/")
    assert f"{address}/replikasi" not in (await host.show(address)).links()
    given = {"from_program": farm} | day("adopt_by", visit.day(90))
    assert await guest.fill(f"{address}/replikasi", given) == address
    links = (await guest.show(address)).links()
    (program,) = [link for link in links if link.startswith(f"{address}/replikasi/") and link.endswith("/program")]
    (check,) = [link for link in links if link.endswith("/pemeriksaan")]
    assert await guest.fill(program, {"own_program": own}) == address
    early = await guest.send(await guest.show(check), {"adoption_outcome": "adopted"})
    assert (early.status, "Pemeriksaan terlalu awal" in early.html) == (409, True)
    assert await guest.fill(check, {"adoption_outcome": "not_adopted", "abandon_reason": "no_land"}) == address
    for account in (guest, host):
        assert "lahan tidak tersedia" in (await account.show("/kunjungan/replikasi")).html


async def test_the_host_records_a_past_visit_and_calls_another_one_off(place: Place) -> None:
    visit = await visiting(place)
    farm = await visit.program(place.facility, visit.host_officer)
    host, guest = browsers(visit)
    chosen = f"/kunjungan/pencatatan?upt={visit.guest['id']}&peran=host"
    assert chosen in (await host.show(f"/kunjungan/pencatatan?cari={visit.guest['name']}")).links()
    known = {"held-day": "28", "held-month": "11", "held-year": "", "topics": "Ketahanan pangan"}
    address = await host.fill(chosen, MINUTES | known | {"inspections-0-program_id": farm})
    page = await guest.show(address)
    assert "28 November (tahun tidak diketahui)" in page.html
    assert f"{address}/replikasi" in page.links()
    off = (await visit.requested()).replace("/visits/", "/kunjungan/")
    assert await guest.fill(f"{off}/pembatalan", {"called_off_reason": "no_funding"}) == off
    assert "anggaran perjalanan tidak tersedia" in (await host.show(off)).html
