"""Partners and positions on pages."""

from uuid import uuid4

from tests.behaviour.client import OPERATOR
from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser
from tests.behaviour.pages.test_life import day


async def test_a_partner_is_registered_under_another_and_found(office: Office) -> None:
    officer = Browser(office.agreements, office.officer)
    name = f"Puskesmas Contoh {office.suffix}"
    address = await officer.fill(f"/mitra/baru?induk={office.agency_id}", {"name": name, "category": "health_provider"})
    page = await officer.show(address)
    assert f"/mitra/{office.agency_id}" in page.links()
    assert f"/mitra/{office.partner_id}" in page.links()
    assert address in (await officer.show(f"/mitra?cari={office.suffix}&golongan=health_provider")).links()
    again = await officer.show(f"/mitra/baru?induk={office.agency_id}")
    refused = await officer.send(again, {"name": name, "category": "health_provider"})
    assert refused.status == 409
    assert refused.value("name") == name


async def test_a_position_is_assigned_and_ended(office: Office) -> None:
    operator = Browser(office.agreements, OPERATOR)
    account = f"pengganti-{uuid4()}"
    given = {"account": account, "capability": "reader", "unit_of_position": f"facility:{office.facility['id']}"}
    await operator.fill(f"/posisi/baru?wilayah={office.facility['region']}", given)
    page = await operator.show(f"/posisi?akun={account}")
    assert office.facility["name"] in page.html
    ending = next(link for link in page.links() if link.endswith("/akhir"))
    await operator.fill(ending, {"reason": "Mutasi", **day("last_day", operator_today(office))})
    assert not [link for link in (await operator.show(f"/posisi?akun={account}")).links() if link.endswith("/akhir")]


async def test_a_head_assigns_in_its_own_facility_only(office: Office) -> None:
    head = Browser(office.agreements, office.head)
    page = await head.show("/posisi/baru")
    assert office.facility["name"] in page.html
    given = {"account": f"petugas-{uuid4()}", "capability": "session_recorder"}
    assert (await head.send(page, given)).status == 303
    elsewhere = {**given, "unit_of_position": f"region:{office.facility['region']}", "capability": "reviewer"}
    refused = await head.send(await head.show("/posisi/baru"), elsewhere)
    assert refused.status == 403
    assert (await Browser(office.agreements, office.officer).show("/posisi")).status == 403


def operator_today(office: Office) -> str:
    return office.sinergi.today().isoformat()
