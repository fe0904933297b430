"""Meetings are called, moved and held on their pages, and a wrong record is retracted."""

from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser
from tests.behaviour.pages.test_life import day


async def test_a_meeting_is_called_moved_and_its_minutes_recorded(office: Office) -> None:
    officer, agreement = Browser(office.agreements, office.officer), await office.draft()
    calling = f"/rapat/undangan/baru?perjanjian={agreement}"
    assert calling in (await officer.show(f"/rapat?perjanjian={agreement}")).links()
    given = {"kinds": "evaluation", "begins_at": "9.00", "venue": "Aula", "agenda": "Evaluasi.\nRencana."}
    given |= day("meeting_on", office.day(0)) | {"invited": office.partner_id}
    address = await officer.fill(calling, given)
    page = await officer.show(address)
    for shown in ("09.00", "Rencana.", "Akan dilaksanakan"):
        assert shown in page.html
    letter = next(link for link in page.links() if link.endswith("bentuk=docx"))
    assert (await office.agreements.get(letter.replace("&amp;", "&"), office.officer)).status_code == 200
    assert address in (await officer.show("/rapat/undangan")).links()
    contact = Browser(office.agreements, office.contact)
    assert f"{address}/jadwal" not in (await contact.show(address)).links()
    assert await officer.fill(f"{address}/jadwal", {"venue": "Ruang Rapat"}) == address

    recording = next(link for link in (await officer.show(address)).links() if link.startswith("/rapat/baru?undangan="))
    held = await officer.fill(recording.replace("&amp;", "&"), {"decisions": "Dilanjutkan."})
    assert held == address.replace("/undangan", "")
    minutes = (await office.agreements.get(f"/meetings/{held.rpartition('/')[2]}", office.officer)).json()
    assert (minutes["venue"], minutes["held"]["edtf"], minutes["kinds"]) == (
        "Ruang Rapat",
        office.day(0),
        ["evaluation"],
    )
    assert held in (await officer.show(address)).links()

    assert f"{held}/penarikan" in (await officer.show(held)).links()
    assert await officer.fill(f"{held}/penarikan", {"reason": "Tercatat dua kali."}) == held
    page = await officer.show(held)
    assert "Tercatat dua kali." in page.html
    assert f"{held}/ralat" not in page.links()


async def test_a_meeting_is_called_off_on_its_page(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    calling = f"/rapat/undangan/baru?mitra={office.partner_id}"
    assert calling in (await officer.show(f"/mitra/{office.partner_id}")).links()
    given = {"kinds": "coordination", "venue": "Aula", "invited": office.partner_id}
    address = await officer.fill(calling, given | day("meeting_on", office.day(3)))
    assert await officer.fill(f"{address}/pembatalan", {"reason": "Mitra berhalangan."}) == address
    page = await officer.show(address)
    assert "Mitra berhalangan." in page.html
    assert f"{address}/pembatalan" not in page.links()
