"""Proposals on pages: recorded from either side, answered, completed, and included in an agreement."""

from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser
from tests.behaviour.pages.test_life import day


async def test_a_proposal_is_recorded_answered_completed_and_included(office: Office) -> None:
    officer, contact = (Browser(office.agreements, each) for each in (office.officer, office.contact))
    new = f"/proposal/baru?mitra={office.partner_id}"
    assert f"/proposal?mitra={office.partner_id}" in (await officer.show(f"/mitra/{office.partner_id}")).links()
    assert new in (await officer.show(f"/proposal?mitra={office.partner_id}")).links()
    page = await officer.show(new)
    assert (page.value("made_by"), page.value("made_to")) == (office.facility["id"], office.partner_id)
    assert (await officer.send(page, {"title": "Instruktur"})).status == 422
    address = await officer.fill(
        new, {"proposal_kind": "instructor", "title": "Dua instruktur menjahit", "proposed-year": "2026"}
    )
    shown = await officer.show(address)
    for words in ("Belum lengkap: nomor surat dan berkas.", "Disambut baik belum berarti diterima", "<dd", "2026"):
        assert words in shown.html

    (case,) = (await office.agreements.get("/waiting?kind=proposal_to_answer", office.contact)).json()["items"]
    assert case["page"] == f"{address}/jawaban"
    today = day("answered_on", office.day(0))
    answering = await contact.show(case["page"])
    assert (await contact.send(answering, {"answer": "declined", **today})).status == 422
    assert await contact.fill(case["page"], {"answer": "interest_expressed", **today}) == address
    assert await contact.fill(case["page"], {"answer": "accepted", **today}) == address
    assert f"{address}/butir" not in (await contact.show(address)).links()

    draft = await office.draft()
    item = (await office.show(draft))["scope_items"][0]
    assert f"{address}/butir" in (await officer.show(address)).links()
    assert await officer.fill(f"{address}/butir", {"scope_item_id": item["id"]}) == address
    assert f"/perjanjian/{draft}" in (await contact.show(address)).links()
    given = {"letter": "CONTOH-9", "document": "Map 9"}
    record = await officer.show(f"{address}/data")
    assert (record.value("proposed-year"), record.value("proposed-month")) == ("2026", "")
    assert await officer.fill(f"{address}/data", given) == address
    assert "Belum lengkap" not in (await officer.show(address)).html


async def test_a_contact_proposes_to_a_facility_of_a_region(office: Office) -> None:
    contact, head = (Browser(office.agreements, each) for each in (office.contact, office.head))
    first = await contact.show("/proposal/baru")
    assert office.facility["region"] in first.html
    new = f"/proposal/baru?wilayah={office.facility['region']}"
    sides = {"made_by": office.partner_id, "made_to": office.facility["id"]}
    address = await contact.fill(new, {**sides, "proposal_kind": "facility_support", "title": "Sepuluh mesin jahit"})
    refusal = {"answer": "declined", "reason": "no_equipment", "note": "Ruangan penuh.", "withheld": "1"}
    await head.fill(f"{address}/jawaban", refusal | day("answered_on", office.day(0)))
    assert "Ruangan penuh." in (await head.show(address)).html
    assert "Ruangan penuh." not in (await contact.show(address)).html


async def test_a_proposal_made_in_a_meeting_begins_on_its_page(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    held = {"kinds": ["coordination"], "recorded_by": office.facility["id"], "host": {"unit_id": office.partner_id}}
    meeting = (await office.agreements.post("/meetings", held, office.officer)).json()["id"]
    assert f"/proposal/baru?rapat={meeting}" in (await officer.show(f"/rapat/{meeting}")).links()
    new = await officer.show(f"/proposal/baru?rapat={meeting}")
    typed = {"proposal_kind": ["reintegration_help"], "title": ["Pendampingan sesudah bebas"]}
    # The Enter key in the field of the search sends the form: the words are searched first.
    found = await officer.send(new, typed | {"cari": office.suffix})
    assert f'value="pilih:{office.partner_id}"' in found.html
    chosen = await officer.send(found, {"tambah": f"pilih:{office.partner_id}"})
    assert (chosen.value("made_by"), chosen.value("made_to")) == (office.facility["id"], office.partner_id)
    assert chosen.value("title") == "Pendampingan sesudah bebas", "what was typed stays"
    sent = await officer.send(chosen)
    assert sent.status == 303, sent.html
    address = sent.answer.headers["location"].partition("?")[0]
    assert address in (await officer.show(f"/rapat/{meeting}")).links()
    assert f"/rapat/{meeting}" in (await officer.show(address)).links()
