"""Reminders on pages: on the page of the agreement, and in lists of a region."""

from shared.operations.clock import MovableClock
from tests.behaviour.agreements.test_reminders import ending_soon
from tests.behaviour.business_day import on_working_day
from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser


async def test_an_agreement_that_ends_soon_says_so_and_is_listed_for_its_region(
    office: Office, clock: MovableClock, directorate: str
) -> None:
    clock.move_to(on_working_day(clock.now()))
    id_ = await ending_soon(office)
    address, region = f"/perjanjian/{id_}", office.facility["region"]
    officer = Browser(office.agreements, office.officer)
    page = await officer.show(address)
    assert "Berakhir dalam 20 hari" in page.html
    assert "pengingat 30 hari" in page.html
    assert "/perjanjian/pengingat" in (await officer.show("/perjanjian")).links()
    assert address in (await officer.show("/perjanjian/pengingat")).links()
    assert address not in (await officer.show("/perjanjian/pengingat?jenis=dormant")).links()
    of_region = await Browser(office.agreements, office.reviewer).show("/perjanjian/pengingat")
    assert "Jumlah menurut pemegang" in of_region.html
    of_nation = await Browser(office.agreements, directorate).show("/perjanjian/pengingat")
    assert f"/perjanjian/pengingat?jenis=coming_end&wilayah={region}" in of_nation.links()
    contact = Browser(office.agreements, office.contact)
    assert "/perjanjian/pengingat" not in (await contact.show("/perjanjian")).links()
    assert (await contact.show("/perjanjian/pengingat")).status == 403
