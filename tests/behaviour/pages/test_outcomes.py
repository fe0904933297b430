"""Products and performances on pages: recorded, corrected, retracted, added up, and seen in the agreement."""

import re
from datetime import timedelta

from shared.operations.clock import MovableClock
from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser
from tests.behaviour.pages.test_life import day
from tests.behaviour.programs.place import Place


async def opened(place: Place) -> tuple[str, str]:
    """The address of an open program, and its scope item."""
    program = await place.opened()
    (authorisation,) = (await place.show(program))["authorisations"]
    return program.replace("/programs/", "/program/"), str(authorisation["scope_item_id"])


async def seen_in_agreement(office: Office, agreement: str, words: str) -> None:
    browser = Browser(office.agreements, office.officer)

    async def shown() -> None:
        assert words in (await browser.show(f"/perjanjian/{agreement}")).html

    await office.sinergi.eventually(shown)


async def test_a_product_is_recorded_corrected_and_retracted_on_pages(place: Place) -> None:
    program, item = await opened(place)
    officer = Browser(place.sinergi.programs, place.officer)
    assert f"{program}/hasil" in (await officer.show(program)).links()
    assert f"{program}/hasil/baru" in (await officer.show(f"{program}/hasil")).links()
    form = await officer.show(f"{program}/hasil/baru")
    given = {"product": "cake", "quantity": "1.240", "unit": "piece", "disposal": "sold"}
    wrong = await officer.send(form, given)
    assert (wrong.status, "Nilai penjualan belum ada" in wrong.html) == (422, True)
    address = await officer.fill(f"{program}/hasil/baru", given | {"value": "Rp 6.200.000", "fulfils": item})
    page = await officer.show(address)
    for text in ("Kue", "1.240 buah", "6.200.000", "Dijual"):
        assert text in page.html
    # No agency is in charge of the item, so that nothing follows its day.
    for shown in (form, page, await officer.show(f"{program}/pertemuan/terbuka")):
        assert re.search(r"Perjanjian sejak \d+ \w+ \d{4}\s*<", shown.html), shown.address
    (agreement,) = [link for link in page.links() if link.startswith("/perjanjian/")]
    await seen_in_agreement(place.office, agreement.removeprefix("/perjanjian/"), "Kue: 1.240 buah")
    corrected = {"quantity": "1.200", "reason": "Salah hitung."}
    assert await officer.fill(f"{address}/perbaikan", corrected) == address
    assert "1.200 buah" in (await officer.show(f"{program}/hasil")).html
    facility = place.facility["id"]
    year = (await officer.show(f"/hasil/upt/{facility}")).html
    assert "1.200 buah" in year
    assert f"/hasil/upt/{facility}" in " ".join((await officer.show("/hasil")).links())
    assert await officer.fill(f"{address}/penarikan", {"reason": "Tercatat dua kali."}) == address
    assert "sudah ditarik" in (await officer.show(address)).html
    assert "Belum ada hasil produksi" in (await officer.show(f"{program}/hasil")).html


async def test_a_harvest_has_a_fraction_and_things_have_none(place: Place) -> None:
    program, item = await opened(place)
    officer = Browser(place.sinergi.programs, place.officer)
    given = {"product": "fish", "unit": "piece", "quantity": "12,5", "disposal": "used", "fulfils": item}
    refused = await officer.send(await officer.show(f"{program}/hasil/baru"), given)
    assert (refused.status, refused.value("quantity")) == (422, "12,5")
    assert "Jumlah dalam buah adalah bilangan bulat." in refused.html
    assert (await officer.send(refused, given | {"unit": "kilogram", "quantity": "dua"})).status == 422
    address = await officer.fill(f"{program}/hasil/baru", given | {"unit": "kilogram"})
    page = await officer.show(address)
    assert "12,5 kilogram" in page.html
    # What the form of a correction begins with means the same number again.
    assert (await officer.show(f"{address}/perbaikan")).value("quantity") == "12,5"
    assert await officer.fill(f"{address}/perbaikan", {"reason": "Dijemur."}) == address
    await officer.fill(f"{program}/hasil/baru", given | {"unit": "kilogram", "quantity": "1.200.125"})
    await officer.fill(f"{program}/hasil/baru", given | {"unit": "kilogram", "quantity": "0.1"})
    await officer.fill(f"{program}/hasil/baru", given | {"unit": "kilogram", "quantity": "0,2"})
    year = (await officer.show(f"/hasil/upt/{place.facility['id']}")).html
    assert "1.200.137,8 kilogram" in year
    (agreement,) = [link for link in page.links() if link.startswith("/perjanjian/")]
    await seen_in_agreement(place.office, agreement.removeprefix("/perjanjian/"), "Ikan: 1.200.137,8 kilogram")


async def test_a_performance_is_recorded_corrected_and_retracted_on_pages(place: Place) -> None:
    program, item = await opened(place)
    officer = Browser(place.sinergi.programs, place.officer)
    form = await officer.show(f"{program}/pentas/baru")
    assert "Tanggal pentas" in form.html
    assert "Tanggal pertemuan" not in form.html
    given = {"occasion": "Pertemuan mitra", "venue": "Aula", "starts_at": "9.30", "performers-convict": "18"}
    address = await officer.fill(
        f"{program}/pentas/baru", given | {"fulfils": item} | day("held_on", place.office.day(0))
    )
    page = await officer.show(address)
    for shown in ("Pertemuan mitra", "09.30", "Aula", "18 narapidana"):
        assert shown in page.html
    assert await officer.fill(f"{address}/perbaikan", {"performers-convict": "17", "reason": "Satu sakit."}) == address
    assert "17" in (await officer.show(f"{program}/pentas")).html
    assert await officer.fill(f"{address}/penarikan", {"reason": "Tercatat dua kali."}) == address
    assert "sudah ditarik" in (await officer.show(address)).html
    partner = Browser(place.sinergi.programs, place.office.contact)
    assert f"{program}/hasil" not in (await partner.show(program)).links()


async def test_a_late_product_is_proposed_and_decided_on_pages(place: Place, clock: MovableClock) -> None:
    program, _item = await opened(place)
    today = place.sinergi.today(place.facility["zone"])
    clock.move_to(clock.now() + timedelta(days=31))
    closing = f"/facilities/{place.facility['id']}/months/{today:%Y-%m}/closings"
    assert (await place.post(closing, {"nihil": True}, place.office.head)).status_code == 201
    officer, head = (Browser(place.sinergi.programs, each) for each in (place.officer, place.office.head))
    given = {"product": "bag", "quantity": "12", "unit": "piece", "disposal": "kept"} | day("made", today.isoformat())
    form = f"{program}/hasil/baru"
    refused = await officer.send(await officer.show(form), given)
    assert (refused.status, "sudah ditutup" in refused.html) == (409, True)
    address = await officer.fill(form, given | {"late_reason": "Catatan bengkel terlambat."})
    own = (await officer.show(address)).html
    assert "Tarik usul" in own
    assert "Putuskan" not in own
    assert await head.fill(address, {"verdict": "approved"}) == address
    assert "Disetujui" in (await officer.show(f"{program}/usul-hasil")).html
    assert "12 buah" in (await officer.show(f"{program}/hasil")).html
