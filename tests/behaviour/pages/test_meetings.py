"""Meetings, and mistakes in signing, on pages."""

from shared.values.languages import MONTHS
from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser
from tests.behaviour.pages.test_life import day

MINUTES = {
    "kinds": ["evaluation", "renewal_planning"],
    "venue": "Ruang rapat bupati",
    "chair_position": "Wakil Bupati",
    "chair_name": "Pemerintah kabupaten",
    "decisions": "Draf perpanjangan disusun bersama.\nDimulai bulan depan.",
    "attendance-0-attendant_position": "Kepala Lapas",
    "attendance-0-attendant_capacity": "daily_acting",
    "action_items-0-task": "Menyusun draf perpanjangan",
    "uncovered_practices-0-field": "environment",
    "uncovered_practices-0-description": "Bank sampah",
}


async def test_a_meeting_is_recorded_its_item_completed_and_the_extension_drafted_from_it(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    agreement = await office.signed(await office.draft())
    listed = f"/rapat?perjanjian={agreement}"
    assert listed in (await officer.show(f"/perjanjian/{agreement}")).links()
    assert f"/rapat/baru?perjanjian={agreement}" in (await officer.show(listed)).links()
    ours = office.facility["id"]
    given = {**MINUTES, "attendance-0-attendant_unit": ours, "action_items-0-owner_unit": ours}
    month, year = office.day(0)[5:7], office.day(0)[:4]
    reported = {"held-day": "", "held-month": month, "held-year": year}
    address = await officer.fill(f"/rapat/baru?perjanjian={agreement}", given | reported)
    page = await officer.show(address)
    assert f"{MONTHS['id'][int(month) - 1]} {year}</span>" in page.html
    for shown in ("Dimulai bulan depan.", "Wakil Bupati", "Kepala Lapas (Plh.)", "Lingkungan hidup: Bank sampah"):
        assert shown in page.html
    assert f"/perjanjian/{agreement}/perpanjangan" in page.links()
    assert address in (await officer.show(listed)).links()

    waiting = (await office.agreements.get("/waiting?kind=action_item", office.officer)).json()["items"]
    (case,) = [each for each in waiting if "Menyusun draf perpanjangan" in each["title"]["id"]]
    assert case["page"].startswith(f"{address}/tindak-lanjut/")
    uncovered = (await office.agreements.get("/waiting?kind=uncovered_practice", office.officer)).json()["items"]
    assert ["Masukkan ke dalam perpanjangan: Lingkungan Hidup (" in each["title"]["id"] for each in uncovered] == [True]
    assert await officer.fill(case["page"], day("completed_on", office.day(0))) == address
    extension = await officer.fill(f"/perjanjian/{agreement}/perpanjangan")
    assert extension in (await officer.show(address)).links()


async def test_one_evaluation_of_many_agreements_is_recorded_from_a_search(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    three = {await office.draft(title=f"Perjanjian {number} {office.suffix}") for number in range(3)}
    found = await officer.show(f"/rapat/baru?cari={office.suffix}")
    (everything,) = [link for link in found.links() if link.count("perjanjian=") == len(three)]
    given = {"kinds": "evaluation", "action_items-0-task": "Menyusun laporan"}
    due = day("action_items-0-due_on", office.day(3)) | {"action_items-0-owner_unit": office.facility["id"]}
    address = await officer.fill(everything, given | due)
    about = (await office.agreements.get(f"/meetings/{address.rpartition('/')[2]}", office.officer)).json()["about"]
    assert {each["id"] for each in about} == three
    assert "Menyusun laporan" in (await officer.show("/tindak-lanjut")).html
    assert "Menyusun laporan" not in (await officer.show("/tindak-lanjut?status=completed")).html


async def test_a_meeting_of_a_unit_alone_names_who_attended(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    page = await officer.show(f"/rapat/baru?mitra={office.partner_id}")
    sent = await officer.send(page, {"kinds": "coordination", "attendance-0-attendant_position": "Bupati"})
    assert (sent.status, "pilih unit, atau tulis nama instansinya" in sent.html) == (422, True)
    given = {"attendance-0-attendant_unit": office.partner_id}
    assert (await officer.send(sent, {**given, "recorded_by": ""})).status == 422
    sent = await officer.send(sent, given)
    assert sent.status == 303, sent.html
    shown = await officer.show(sent.answer.headers["location"])
    assert f"Pemerintah Kabupaten Contoh {office.suffix}: Bupati" in shown.html


async def test_minutes_are_corrected_in_the_form_that_has_them_and_read_as_they_were(office: Office) -> None:
    officer, ours = Browser(office.agreements, office.officer), office.facility["id"]
    agreement = await office.draft()
    given = {**MINUTES, "attendance-0-attendant_unit": ours, "action_items-0-owner_unit": ours}
    day_parts = dict(zip(("held-year", "held-month", "held-day"), office.day(-1).split("-"), strict=True))
    address = await officer.fill(f"/rapat/baru?perjanjian={agreement}", given | day_parts)
    page = await officer.show(address)
    assert f"{address}/ralat" in page.links()
    form = await officer.show(f"{address}/ralat")
    assert (await officer.send(form, {})).status == 422
    before = (await office.agreements.get(f"/meetings/{address.rpartition('/')[2]}", office.officer)).json()
    changes = {"venue": "Aula", "action_items-0-remove": "1", "reason": "Tempatnya keliru."}
    assert await officer.fill(f"{address}/ralat", changes) == address
    after = (await office.agreements.get(f"/meetings/{address.rpartition('/')[2]}", office.officer)).json()
    # What the form does not change is sent as the minutes had it.
    assert after == before | {"venue": "Aula", "action_items": [], "version": 2}
    page = await officer.show(address)
    assert "Tempatnya keliru." in page.html
    assert f"{address}/ralat/2" in page.links()
    shown = (await officer.show(f"{address}/ralat/2")).html
    for text in ("Ruang rapat bupati", "Menyusun draf perpanjangan", "Kepala Lapas (Plh.)", "Tempatnya keliru."):
        assert text in shown
    contact = Browser(office.agreements, office.contact)
    assert f"{address}/ralat" not in (await contact.show(address)).links()


async def test_a_signature_is_voided_and_numbers_are_reserved_and_replaced(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    agreement = await office.review(await office.draft())
    address = f"/perjanjian/{agreement}"
    theirs = (await office.show(agreement))["parties"][1]
    await office.perform(agreement, "signatures", office.signature(theirs), office.officer)
    (signature,) = (await office.show(agreement))["signatures"]
    voiding = f"{address}/tanda-tangan/{signature['id']}"
    assert voiding in (await officer.show(address)).links()
    await officer.fill(voiding, {"reason": "Halaman terakhir tanpa cap dinas."})
    assert (await office.show(agreement))["signatures"] == []
    assert voiding not in (await officer.show(address)).links()

    desk = "/perjanjian/penandatanganan"
    row = f"numbers-{theirs['id'].replace('-', '')}-number"
    assert f"{address}/tanda-tangan" in (await officer.show(desk)).links()
    await officer.fill(desk, {row: f"CONTOH-1-{office.suffix}"})
    (number,) = (await office.show(agreement))["numbers"]
    replacing = f"{address}/nomor/{number['id']}"
    assert replacing in (await officer.show(address)).links()
    await officer.fill(replacing, {"number": f"CONTOH-2-{office.suffix}", "reason": "Salah ketik."})
    assert [each["number"] for each in (await office.show(agreement))["numbers"]] == [f"CONTOH-2-{office.suffix}"]
