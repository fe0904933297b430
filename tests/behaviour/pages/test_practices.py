"""Practices on pages: one is developed from another, published, changed, planned, and made national."""

from dataclasses import replace
from uuid import uuid4

from tests.behaviour.pages.form import Browser, Shown
from tests.behaviour.programs.place import Place

CATALOGUE = "/program/katalog"


def sent_to(address: str, page: Shown) -> Shown:
    """A page whose form is sent to another address than that of the page, which has more in it."""
    assert f'action="{address}"' in page.html
    return replace(page, address=address)


async def test_a_facility_develops_a_practice_of_its_own_and_the_nation_takes_it_over(
    place: Place, directorate: str
) -> None:
    officer, nation = Browser(place.sinergi.programs, place.officer), Browser(place.sinergi.programs, directorate)
    assert f"{CATALOGUE}/khas/baru?dari=small_livestock" in (await officer.show(f"{CATALOGUE}/small_livestock")).links()
    form = sent_to(f"{CATALOGUE}/khas/baru", await officer.show(f"{CATALOGUE}/khas/baru?dari=small_livestock"))
    assert (form.value("stages-0-stage_title"), form.value("under")) == ("Kandang dan pakan", "small_livestock")
    method = {"practice_title": "Kambing perah", "practice_method": f"Praktik kandang {uuid4()}"}
    refused = await officer.send(form, method | {"minimum_attendance": "60"})
    assert (refused.status, "Kehadiran paling sedikit 80%" in refused.html) == (422, True), refused.html
    assert refused.value("practice_title") == "Kambing perah"
    examined = {"stages-2-stage_examination": "yes", "minimum_attendance": "85"}
    sent = await officer.send(refused, method | examined)
    assert sent.status == 303, sent.html
    own = sent.answer.headers["location"].partition("?")[0]
    page = await officer.show(own)
    assert f"Kegiatan khas {place.facility['name']}" in page.html
    assert f"{CATALOGUE}/small_livestock/versi/1" in page.links()
    assert "Ada ujian" in page.html
    assert own in (await officer.show(f"{CATALOGUE}/khas")).links()
    assert own in (await officer.show(f"{CATALOGUE}/small_livestock")).links()

    changed = {"change": "Kehadiran dinaikkan.", "minimum_attendance": "90"}
    assert await officer.fill(f"{own}/versi-baru", changed) == own
    page = await officer.show(own)
    assert {f"{own}/versi/1", f"{own}/versi/2"} <= page.links()
    assert "Kehadiran dinaikkan." in page.html
    code = own.removeprefix(f"{CATALOGUE}/")
    plan = sent_to("/program/baru", await officer.show(f"/program/baru?kegiatan={code}"))
    assert plan.value("template") == code
    assert (await officer.send(plan, {"program_name": "Kambing perah blok timur"})).status == 303
    assert place.facility["name"] in (await officer.show(f"{own}/upt")).html

    assert f"{CATALOGUE}/baru?dari={code}" in (await nation.show(own)).links()
    english = "Dairy goats " + uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))[:12]
    raising = sent_to(f"{CATALOGUE}/baru", await nation.show(f"{CATALOGUE}/baru?dari={code}"))
    raised = await nation.send(raising, {"practice_title_english": english})
    assert raised.status == 303, raised.html
    national = raised.answer.headers["location"].partition("?")[0]
    assert national == f"{CATALOGUE}/{english.lower().replace(' ', '_')}"
    assert place.facility["name"] in (await nation.show(national)).html
    assert national in (await officer.show(f"{CATALOGUE}?bidang=livestock")).links()


async def test_an_empty_form_has_rows_for_stages(place: Place, directorate: str) -> None:
    officer, nation = Browser(place.sinergi.programs, place.officer), Browser(place.sinergi.programs, directorate)
    for form in (await officer.show(f"{CATALOGUE}/khas/baru"), await nation.show(f"{CATALOGUE}/baru")):
        assert form.status == 200
        assert {f"stages-{row}-stage_title" for row in range(3)} <= form.fields.keys()
    english = "Night sky " + uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))[:12]
    stage = {"stages-0-stage_title": "Dasar", "stages-0-stage_sessions": "8", "stages-0-stage_minutes": "90"}
    words = {"practice_title": "Bintang", "practice_title_english": english, "practice_source": "Laporan UPT"}
    choices = {"category": "intellectual", "practice_fields": "library", "certificate": "none"}
    rest = {"practice_method": f"Pengamatan {uuid4()}", "minimum_attendance": "75", "practice_needs": "Teropong\nPeta"}
    practice = await nation.show(await nation.fill(f"{CATALOGUE}/baru", stage | words | choices | rest))
    assert "<li>Peta</li>" in practice.html
    assert "8 pertemuan, sekitar 12 jam" in practice.html


async def test_only_keepers_see_the_forms(place: Place) -> None:
    reviewer = Browser(place.sinergi.programs, place.office.reviewer)
    assert "kunci" not in (await reviewer.show(f"{CATALOGUE}/baru")).fields
    assert "kunci" not in (await reviewer.show(f"{CATALOGUE}/khas/baru")).fields
    assert "kunci" not in (await reviewer.show(f"{CATALOGUE}/horticulture/versi-baru")).fields
    assert not {f"{CATALOGUE}/baru", f"{CATALOGUE}/khas/baru"} & (await reviewer.show(CATALOGUE)).links()
    assert (await reviewer.show(f"{CATALOGUE}/astrology")).status == 404
