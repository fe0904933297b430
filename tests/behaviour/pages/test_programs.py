"""Programs on pages: the list, one program, and a session with the attendance of forty."""

from tests.behaviour.pages.form import Browser
from tests.behaviour.pages.test_life import day
from tests.behaviour.programs.place import Place

FORTY = 40


async def test_a_session_of_forty_is_recorded_and_counted_on_the_page_of_its_program(place: Place) -> None:
    program = await place.opened("environment", capacity=FORTY)
    cohort = await place.started(program, *[f"P-{place.office.suffix.upper()}1{number:02}" for number in range(FORTY)])
    recorder = Browser(place.sinergi.programs, place.officer)
    address = f"/program/{program.rpartition('/')[2]}"
    assert address in (await recorder.show("/program")).links()
    page = await recorder.show(address)
    assert any(link.startswith("/perjanjian/") and len(link) > len("/perjanjian/") for link in page.links())
    form = next(link for link in page.links() if link.startswith("/kohort/"))
    assert form.split("/")[2] == cohort.rpartition("/")[2]

    given = {"topic": "Memilah sampah", **day("held_on", place.office.day(0))}
    marks = {f"attendance-{row}-mark": "passive" if row < 5 else "active" for row in range(FORTY - 1)}
    sent = await recorder.send(await recorder.show(form), given | marks)
    assert sent.status == 422
    assert sent.html.count("belum ditandai") == 1
    absent = {f"attendance-{FORTY - 1}-mark": "absent"}
    sent = await recorder.send(sent, given | marks | absent)
    assert (sent.status, sent.value("topic")) == (422, "Memilah sampah")
    absent[f"attendance-{FORTY - 1}-reason"] = "ill"
    assert (await recorder.send(sent, given | marks | absent)).status == 303
    assert "1 pertemuan; kehadiran 34 aktif, 5 pasif, 1 tidak hadir" in (await recorder.show(address)).html


async def test_only_recorders_see_who_takes_part(place: Place) -> None:
    cohort = await place.started(await place.opened("environment"), place.refs[0])
    contact = Browser(place.sinergi.programs, place.office.contact)
    page = await contact.show(f"/kohort/{cohort.rpartition('/')[2]}/pertemuan")
    assert place.refs[0] not in page.html
    assert (await Browser(place.sinergi.programs, place.foreign_officer).show(page.address)).status == 403
