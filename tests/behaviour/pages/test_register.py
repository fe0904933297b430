"""Partners and positions on pages."""

from datetime import timedelta
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


async def test_a_partner_is_kept_by_its_pages(office: Office, directorate: str) -> None:
    keeper = Browser(office.agreements, directorate)
    partner = f"/mitra/{office.agency_id}"
    page = await keeper.show(partner)
    assert {f"{partner}/{each}" for each in ("nama", "rincian", "penggabungan", "penutupan")} <= page.links()
    renamed = f"Dinkes Contoh {office.suffix}"
    assert await keeper.fill(f"{partner}/nama", {"name": renamed}) == partner
    described: dict[str, str | list[str]] = {
        "partner_level": "regency",
        "head_office": "Kepala Dinas",
        "contacts-0-office": "Sekretariat",
        "contacts-0-phone": "021-555555",
        "risk_flags": ["in_dispute", "blacklisted"],
    }
    assert await keeper.fill(f"{partner}/rincian", described) == partner
    page = await keeper.show(partner)
    for text in (renamed, f"Dinas Kesehatan {office.suffix}", "Kepala Dinas", "021-555555", "daftar hitam"):
        assert text in page.html
    again = await keeper.show(f"{partner}/rincian")
    assert (again.value("contacts-0-office"), again.value("head_office")) == ("Sekretariat", "Kepala Dinas")
    # An officer reads the contacts and keeps nothing; the contact of the partner does not read the risks.
    officer = await Browser(office.agreements, office.officer).show(partner)
    assert "021-555555" in officer.html
    assert f"{partner}/nama" not in officer.links()
    assert "daftar hitam" not in (await Browser(office.agreements, office.contact).show(partner)).html


async def test_a_pair_is_merged_and_separated_by_pages(office: Office, directorate: str) -> None:
    keeper = Browser(office.agreements, directorate)
    names = [f"Yayasan Kembar {office.suffix}", f"Yys. Kembar {office.suffix}"]
    stays = (await keeper.fill("/mitra/baru", {"name": names[0], "category": "foundation_ngo"})).rpartition("/")[2]
    cautioned = await keeper.send(await keeper.show("/mitra/baru"), {"name": names[1], "category": "foundation_ngo"})
    assert names[0] in cautioned.html
    (twice,) = {each for each in cautioned.links() if each.startswith("/mitra/")} - {f"/mitra/{stays}"}
    assert f"/mitra/{stays}" in cautioned.links(), "what may be the same is one click away"
    form = f"{twice}/penggabungan?ke={stays}"
    assert form in (await whole_list(keeper, "/mitra/serupa"))
    searched = await keeper.show(f"{twice}/penggabungan?cari={names[0]}")
    assert form in searched.links()
    assert await keeper.fill(form, {"reason": "Terdaftar dua kali"}) == f"/mitra/{stays}"
    page = await keeper.show(twice)
    assert names[1] in page.html
    assert f"{twice}/pemisahan" in page.links()
    assert await keeper.fill(f"{twice}/pemisahan", {"reason": "Dua yayasan"}) == twice
    assert form not in (await whole_list(keeper, "/mitra/serupa"))
    today = operator_today(office)
    assert await keeper.fill(f"{twice}/penutupan", {"reason": "Dibubarkan", **day("closed_on", today)}) == twice
    closed = await keeper.show(twice)
    assert "Dibubarkan" in closed.html
    assert not {f"{twice}/nama", f"/mitra/baru?induk={twice.rpartition('/')[2]}"} & closed.links()


async def test_facilities_without_one_head_are_listed(office: Office) -> None:
    second = f"second-head-{office.suffix}"
    await office.sinergi.assign(second, "head", "facility", office.facility["id"])
    head = Browser(office.agreements, office.head)
    both = await head.show("/posisi/kepala?temuan=two_heads")
    assert office.facility["name"] in both.html
    assert len([each for each in both.links() if each.endswith("/akhir")]) == 2
    assert office.facility["name"] not in (await head.show("/posisi/kepala")).html


async def test_offices_and_partners_without_a_head_are_listed(office: Office, directorate: str) -> None:
    keeper = Browser(office.agreements, OPERATOR)
    partner, region = f"/mitra/{office.agency_id}/rincian", office.facility["region"]
    listing = "/posisi/kepala?jenis=partner"
    assert partner in await whole_list(keeper, listing)
    described = {"head_office": "Kepala Dinas", **day("head_until", office.day(30))}
    await keeper.fill(partner, described)
    assert partner not in await whole_list(keeper, listing)
    # The term of the head is over: by the day of the capital, which is another one late in the evening further east.
    yesterday = (office.sinergi.today() - timedelta(days=1)).isoformat()
    since = {**day("head_from", office.day(-90)), **day("head_until", yesterday)}
    await keeper.fill(partner, {"head_office": "Kepala Dinas", **since})
    assert partner in await whole_list(keeper, listing)
    for number in (1, 2):
        await office.sinergi.assign(f"kakanwil-{number}-{office.suffix}", "head", "region", region)
    two = await whole_list(keeper, "/posisi/kepala?jenis=regional_office&temuan=two_heads")
    assert len([each for each in two if each.endswith("/akhir")]) >= 2
    assigning = f"/posisi/baru?tugas=head&wilayah={region}&unit=region:{region}"
    assert assigning not in await whole_list(keeper, "/posisi/kepala?jenis=regional_office")


async def test_a_field_is_added_under_another_by_its_names(office: Office, directorate: str) -> None:
    keeper = Browser(office.agreements, directorate)
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in office.suffix)
    assert "/bidang/baru" in (await keeper.show("/bidang")).links()
    names = {"name_indonesian": f"Perlebahan {letters}", "name_english": f"Beekeeping {letters}"}
    names |= {"parent_field": "livestock"}
    assert await keeper.fill("/bidang/baru", names) == "/bidang"
    code = f"beekeeping_{letters}"
    assert f"/perjanjian?bidang={code}" in (await keeper.show("/bidang")).links()
    again = await keeper.send(await keeper.show("/bidang/baru"), names)
    assert (again.status, again.value("name_english")) == (409, names["name_english"])
    digits = await keeper.send(await keeper.show("/bidang/baru"), names | {"name_english": "2026"})
    assert digits.status == 422
    officer = Browser(office.agreements, office.officer)
    assert "/bidang/baru" not in (await officer.show("/bidang")).links()
    assert (await officer.send(await keeper.show("/bidang/baru"), names)).status == 403


async def test_a_unit_is_found_and_its_facts_and_name_are_recorded(office: Office, directorate: str) -> None:
    keeper, officer = Browser(office.agreements, directorate), Browser(office.agreements, office.officer)
    unit, name = f"/unit/{office.facility['id']}", office.facility["name"]
    listing = f"/unit?cari={name[-12:]}&jenis=facility&wilayah={office.facility['region']}"
    assert unit in await whole_list(officer, listing)
    for since, value in ((-400, "1250"), (-30, "1300")):
        fact = {"fact_kind": "capacity", "value": value, "source": f"Daftar {value}"}
        assert await keeper.fill(f"{unit}/data", fact | day("valid_from", office.day(since))) == unit
    page = await officer.show(unit)
    newer, older = page.html.index("1.300"), page.html.index("1.250")
    assert newer < older, "the newest one is first"
    assert f"{unit}/data" not in page.links()
    wrong = {"fact_kind": "capacity", "value": "seribu", "source": "Daftar"} | day("valid_from", office.day(-1))
    refused = await keeper.send(await keeper.show(f"{unit}/data"), wrong)
    assert (refused.status, refused.value("value")) == (422, "seribu")
    later = day("valid_from", office.day(30)) | {"name": f"{name} Contoh"}
    assert await keeper.fill(f"{unit}/periode", later) == unit
    page = await officer.show(unit)
    assert f"{name} Contoh" in page.html
    assert (await officer.send(await keeper.show(f"{unit}/periode"), later)).status == 403


async def whole_list(browser: Browser, address: str) -> set[str]:
    """The links of all pages of a list."""
    links: set[str] = set()
    while address:
        page = await browser.show(address)
        assert page.status == 200, page.html
        links |= page.links()
        address = next((each for each in page.links() if "cursor=" in each), "")
    return links


def operator_today(office: Office) -> str:
    return office.sinergi.today().isoformat()
