"""Programs on pages: the list, one program, and a session with the attendance of forty."""

from tests.behaviour.across.test_national_agreement import offer_of
from tests.behaviour.across.test_offers_and_extension import signed_by_the_office
from tests.behaviour.pages.form import Browser
from tests.behaviour.pages.test_life import day
from tests.behaviour.programs.place import Place

FORTY = 40


async def test_a_session_of_forty_is_recorded_and_counted_on_the_page_of_its_program(place: Place) -> None:
    program = await place.opened("environment", capacity=FORTY)
    cohort = await place.started(program, *[f"P-{place.office.suffix.upper()}1{number:02}" for number in range(FORTY)])
    recorder = Browser(place.sinergi.programs, place.officer)
    address = f"/program/{program.rpartition('/')[2]}"
    listed = await recorder.show("/program")
    assert {address, "/hasil", "/ukuran"} <= listed.links()
    assert "Bank sampah dan penghijauan" in listed.html, "the practice is below the name"
    page = await recorder.show(address)
    assert any(link.startswith("/perjanjian/") and len(link) > len("/perjanjian/") for link in page.links())
    form = f"/kohort/{cohort.rpartition('/')[2]}/pertemuan"
    assert form in page.links()

    given = {"topic": "Memilah sampah", **day("held_on", place.office.day(0))}
    marks = {f"attendance-{number}-mark": "passive" if number <= 5 else "active" for number in range(1, FORTY)}
    sent = await recorder.send(await recorder.show(form), given | marks)
    assert sent.status == 422
    assert sent.html.count(">belum ditandai<") == 1
    absent = {f"attendance-{FORTY}-mark": "absent"}
    sent = await recorder.send(sent, given | marks | absent)
    assert (sent.status, sent.value("topic")) == (422, "Memilah sampah")
    absent[f"attendance-{FORTY}-absence"] = "ill"
    assert (await recorder.send(sent, given | marks | absent)).status == 303
    assert "1 pertemuan; kehadiran 34 aktif, 5 pasif, 1 tidak hadir" in (await recorder.show(address)).html


async def test_only_recorders_see_who_takes_part(place: Place) -> None:
    cohort = await place.started(await place.opened("environment"), place.refs[0])
    contact = Browser(place.sinergi.programs, place.office.contact)
    page = await contact.show(f"/kohort/{cohort.rpartition('/')[2]}/pertemuan")
    assert place.refs[0] not in page.html
    assert (await Browser(place.sinergi.programs, place.foreign_officer).show(page.address)).status == 403


async def test_an_agency_that_taught_is_named_and_its_agreement_runs(place: Place) -> None:
    item = {"field": "environment", "description": "Bank sampah", "agencies": [place.office.agency_id]}
    agreement = await place.office.signed(await place.office.draft(scope_items=[item]), signed_on=place.office.day(0))
    program = (await place.planned(1))[0]
    recorder = Browser(place.sinergi.programs, place.officer)
    address = f"/program/{program['id']}"
    opened = await recorder.fill(f"{address}/pembukaan", {"capacity": "20", "program_name": "Bank sampah"})
    assert opened == address
    group = {"groups-0-participants": "\n".join(place.refs[:2]), "groups-0-basis": "voluntary"}
    cohort = await recorder.fill(f"{address}/kohort", group)
    page = await recorder.show(f"{cohort}/pertemuan")
    assert f"Dinas Kesehatan {place.office.suffix}" in page.html
    marks = {f"attendance-{number}-mark": "active" for number in (1, 2)}
    given = {"topic": "Memilah", "instructors": place.office.agency_id, "started_at": "9.00"}
    sent = await recorder.send(page, given | marks)
    assert sent.status == 303, sent.html
    session = await recorder.show(sent.answer.headers["location"])
    assert f"Dinas Kesehatan {place.office.suffix}" in session.html
    assert f"/perjanjian/{agreement}" in session.links()
    assert "09.00" in session.html


async def test_a_day_before_an_admission_has_the_roster_of_that_day(place: Place) -> None:
    program = await place.opened("environment", days=-3)
    cohort = await place.started(program, *place.refs[:2], days=-3)
    recorder = Browser(place.sinergi.programs, place.officer)
    address = f"/kohort/{cohort.rpartition('/')[2]}"
    group = {"groups-0-participants": place.refs[2], "groups-0-basis": "voluntary"}
    await recorder.fill(f"{address}/peserta", group)
    page = await recorder.show(f"{address}/pertemuan")
    marks = {f"attendance-{number}-mark": "active" for number in (1, 2, 3)}
    given = {"topic": "Memilah", **day("held_on", place.office.day(-2))}
    earlier = await recorder.send(page, given | marks)
    assert (earlier.status, earlier.value("attendance-1-mark")) == (422, "active")
    assert "attendance-3-mark" not in earlier.fields
    assert (await recorder.send(earlier)).status == 303


async def test_an_offer_is_answered_and_two_programs_are_joined(place: Place, directorate: str) -> None:
    agreement = await signed_by_the_office(place.sinergi, place.office)
    officer = Browser(place.sinergi.programs, place.officer)

    async def offered() -> str:
        return str((await offer_of(place.sinergi, agreement, place.office))["id"])

    address = f"/tawaran/{await place.sinergi.eventually(offered)}"
    assert address in (await officer.show("/tawaran?status=open")).links()
    page = await officer.show(address)
    refused = await officer.send(page, {"answers-0-answer": "declined"})
    assert (refused.status, "pilih alasan untuk butir yang ditolak" in refused.html) == (422, True)
    await officer.fill(address, {"answers-0-answer": "accepted"})
    assert "menunggu jawaban" not in (await officer.show("/tawaran?status=answered")).html
    (program,) = await place.planned(1)
    own = {"template": program["template"]["code"], "program_name": "Kegiatan sendiri", "pillar": program["pillar"]}
    similar = await officer.fill("/program/baru", own)
    assert f"{similar}/penggabungan" in (await officer.show(similar)).links()
    await officer.fill(f"{similar}/penggabungan", {"decision": "join"})
    assert f"/program/{program['id']}" in (await officer.show(similar)).links()
    assert (await Browser(place.sinergi.programs, directorate).show("/tugas")).status == 200


async def test_a_program_is_suspended_resumed_and_completed_and_an_end_corrected(place: Place) -> None:
    program = await place.opened("environment", days=-3)
    cohort = await place.started(program, *place.refs[:2], days=-3)
    marks = [{"participant_ref": ref, "mark": "active"} for ref in place.refs[:2]]
    held = await place.post(f"{cohort}/sessions", place.session(*marks, held_on=place.office.day(-2)))
    assert held.status_code == 201, held.text
    recorder = Browser(place.sinergi.programs, place.officer)
    address = f"/program/{program.rpartition('/')[2]}"
    await recorder.fill(f"{address}/penangguhan", {"suspension_reason": "disease"})
    page = await recorder.show(address)
    assert f"{address}/pelanjutan" in page.links()
    assert "sampai sekarang: penyakit menular" in page.html
    await recorder.fill(f"{address}/pelanjutan")
    ending = await recorder.show(f"{address}/pengakhiran")
    assert (await recorder.send(ending, {"outcome": "cancelled"})).status == 422
    await recorder.fill(f"{address}/pengakhiran", {"outcome": "completed"})
    page = await recorder.show(address)
    assert "Selesai" in page.html
    assert f"{address}/pengakhiran" not in page.links()
    roster = (await place.show(cohort))["roster"]
    enrolment = f"/kohort/{cohort.rpartition('/')[2]}/peserta/{roster[0]['id']}"
    assert f"{enrolment}/perbaikan" in (await recorder.show(enrolment)).links()
    await recorder.fill(f"{enrolment}/perbaikan", {"end_reason": "withdrew", "reason": "Salah pilih."})
    assert "Mengundurkan diri" in (await recorder.show(enrolment)).html


async def test_the_catalogue_and_the_counts_of_a_year_are_read(place: Place) -> None:
    officer = Browser(place.sinergi.programs, place.officer)
    listed = (await officer.show("/program")).links()
    assert {"/program/katalog", "/program/cakupan"} <= listed
    practice = "/program/katalog/integrated_food_garden"
    assert practice in (await officer.show("/program/katalog?bidang=food_security")).links()
    assert practice not in (await officer.show("/program/katalog?bidang=health")).links()
    first = await officer.show("/program/katalog?pilar=independence")
    assert any("halaman=2" in link for link in first.links())
    page = await officer.show(practice)
    assert "80% pertemuan" in page.html
    assert "/program/katalog/horticulture/versi/1" in page.links()
    own = await officer.fill("/program/baru", {"template": "horticulture", "program_name": "Kebun sendiri"})
    counts = await officer.show("/program/cakupan")
    uncovered = f"/program?tahun={place.sinergi.today().year}&amp;naungan=tanpa"
    assert f'href="{uncovered}"' in counts.html
    assert own in (await officer.show(uncovered.replace("&amp;", "&"))).links()
    assert own not in (await officer.show(uncovered.replace("&amp;naungan=tanpa", "&naungan=dengan"))).links()
