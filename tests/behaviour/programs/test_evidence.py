"""Evidence of sessions, and the rule for the devices of a facility."""

from tests.behaviour.office import a_pdf, problem
from tests.behaviour.pages.form import Browser
from tests.behaviour.programs.place import Place

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(200)


async def recorded(place: Place) -> str:
    """A session of one participant; its path."""
    cohort = await place.started(await place.opened(), place.refs[0])
    body = place.session({"participant_ref": place.refs[0], "mark": "active"})
    return f"/sessions/{(await place.post(f'{cohort}/sessions', body)).json()['id']}"


async def test_a_photo_needs_consent_and_can_be_erased(place: Place) -> None:
    session, programs = await recorded(place), place.sinergi.programs
    path = f"{session}/evidence"
    problem(await programs.send_file(f"{path}?kind=photo", JPEG, place.officer), 422, "photo-without-consent")
    wrong = await programs.send_file(f"{path}?kind=photo&consent=given", a_pdf(), place.officer)
    problem(wrong, 422, "photo-is-no-image")
    filed = await programs.send_file(f"{path}?kind=photo&consent=given", JPEG, place.officer, name="foto.jpg")
    assert (filed.status_code, filed.json()["file_name"]) == (201, "foto.jpg"), filed.text
    again = await programs.send_file(f"{path}?kind=photo&consent=given", JPEG, place.officer)
    problem(again, 409, "evidence-already-filed")
    evidence = f"/evidence/{filed.json()['id']}"
    content = await programs.get(f"{evidence}/content", place.office.reviewer)
    assert (content.content, content.headers["content-type"]) == (JPEG, "image/jpeg")
    problem(await programs.get(path, place.office.contact), 403, "not-permitted")
    erased = await place.post(f"{evidence}/erasures", {"ground": "consent_withdrawn"}, if_match='"1"')
    assert (erased.status_code, erased.json()["erasure_ground"]) == (200, "consent_withdrawn"), erased.text
    problem(await programs.get(f"{evidence}/content", place.officer), 409, "evidence-erased")
    (kept,) = (await programs.get(path, place.officer)).json()
    assert kept["sha256"] == filed.json()["sha256"]


async def test_minutes_are_filed_and_read_on_pages(place: Place) -> None:
    session = (await recorded(place)).replace("/sessions", "/pertemuan")
    officer = Browser(place.sinergi.programs, place.officer)
    page, minutes = await officer.show(f"{session}/bukti/baru"), a_pdf()
    sent = await officer.send(page, {"evidence_kind": "minutes"}, {"file": ("notula.pdf", minutes)})
    assert sent.status == 303, sent.html
    listed = await officer.show(f"{session}/bukti")
    (content,) = [each for each in listed.links() if each.endswith("/isi")]
    assert (await officer.show(content)).answer.content == minutes
    await officer.fill(content.replace("/isi", "/penghapusan"), {"ground": "wrong_file"})
    assert "isinya dihapus (berkas keliru)" in (await officer.show(f"{session}/bukti")).html


async def test_an_output_has_a_photo_without_a_session(place: Place) -> None:
    program, programs = await place.opened(), place.sinergi.programs
    made = {"made": place.office.day(0), "product": "cake", "quantity": 240, "unit": "piece", "disposal": "kept"}
    output = f"/outputs/{(await place.post(f'{program}/outputs', made)).json()['id']}"
    path = f"{output}/evidence"
    problem(await programs.send_file(f"{path}?kind=photo", JPEG, place.officer), 422, "photo-without-consent")
    filed = await programs.send_file(f"{path}?kind=photo&consent=nobody_recognisable", JPEG, place.officer)
    assert filed.status_code == 201, filed.text
    assert (filed.json()["outcome_id"], filed.json()["session_id"]) == (output.rpartition("/")[2], None)
    problem(
        await programs.send_file(f"{path}?kind=photo&consent=given", JPEG, place.officer), 409, "evidence-already-filed"
    )
    unknown = path.replace("outputs", "performances")
    problem(await programs.send_file(f"{unknown}?kind=minutes", JPEG, place.officer), 404, "performance-not-found")
    problem(await programs.get(path, place.foreign_officer), 403, "out-of-scope")
    content = await programs.get(f"/evidence/{filed.json()['id']}/content", place.office.reviewer)
    assert content.content == JPEG

    officer = Browser(programs, place.officer)
    shown = await officer.show(output.replace("/outputs", "/hasil"))
    (link,) = [each for each in shown.links() if each.endswith("/bukti")]
    listed = await officer.show(link)
    assert "seorang pun dapat dikenali" in listed.html
    (erasing,) = [each for each in listed.links() if each.endswith("/penghapusan")]
    assert await officer.fill(erasing, {"ground": "wrong_file"}) == link


async def test_the_head_decides_whether_devices_keep_sheets(place: Place) -> None:
    cohort = await place.started(await place.opened(), place.refs[0])
    officer, head = (Browser(place.sinergi.programs, each) for each in (place.officer, place.office.head))
    form = f"/kohort/{cohort.rpartition('/')[2]}/pertemuan"
    assert "lembar.js" in (await officer.show(form)).html
    address = f"/perangkat/{place.facility['id']}"
    assert await head.fill(address, {"keeps_sheets": "false"}) == address
    page = await officer.show(form)
    assert "lembar.js" not in page.html
    assert "data-lembar" not in page.html
    rule = await place.sinergi.programs.get(f"/facilities/{place.facility['id']}/device-rule", place.officer)
    assert (rule.json()["keeps_sheets"], rule.headers["etag"]) == (False, '"1"')
    path = rule.request.url.path
    problem(
        await place.sinergi.programs.put(path, {"keeps_sheets": True}, place.officer, if_match='"1"'),
        403,
        "not-permitted",
    )
