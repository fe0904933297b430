"""Sheets of attendance: lines from requests and tables, a list to print and to read back, and then the session."""

from tests.behaviour.office import problem
from tests.behaviour.pages.form import Browser
from tests.behaviour.programs.place import Json, Place

TABLE = "Kode;Nama;Kehadiran;Alasan\r\nK-02;;tidak hadir;sakit\r\nK-03;;;\r\n"


async def opened_sheet(place: Place, **more: str) -> tuple[str, str, Json]:
    """A cohort of three with an open sheet of today: the cohort, the sheet, and the body of it."""
    cohort = await place.started(await place.opened(), *place.refs[:3])
    body = {"held_on": place.office.day(0), "topic": "Pemilahan sampah", **more}
    answer = await place.post(f"{cohort}/sheets", body)
    assert answer.status_code == 201, answer.text
    return cohort, f"/sheets/{answer.json()['id']}", body


async def test_a_bad_line_is_named_and_the_others_are_kept(place: Place) -> None:
    cohort, sheet, body = await opened_sheet(place)
    problem(await place.post(f"{cohort}/sheets", body | {"topic": "PEMILAHAN sampah"}), 409, "sheet-already-open")
    lines = [
        {"code": "K-01", "mark": "aktif"},
        {"code": "K-09", "mark": "aktif"},
        {"code": place.refs[1], "mark": "hadir"},
    ]
    for _ in range(2):
        entered = (await place.post(f"{sheet}/marks", {"lines": lines})).json()
        assert (entered["kept"], entered["missing"]) == (1, ["K-02", "K-03"])
        assert [(each["entry"], each["code"]) for each in entered["refused"]] == [
            (2, "not-enrolled"),
            (3, "mark-unreadable"),
        ]

    sent = await place.sinergi.programs.send_file(f"{sheet}/tables", TABLE.encode(), place.officer)
    assert (sent.status_code, sent.json()["kept"], sent.json()["missing"]) == (200, 1, ["K-03"]), sent.text
    tag = sent.headers["etag"]
    problem(await place.post(f"{sheet}/recordings", {}, if_match=tag), 422, "not-marked")
    recorded = await place.post(f"{sheet}/recordings", {"rest_unexcused": True}, if_match=tag)
    assert recorded.status_code == 201, recorded.text
    session = await place.show(f"/sessions/{recorded.json()['session_id']}")
    assert [(each["mark"], each["reason"]) for each in session["attendance"]] == [
        ("active", None),
        ("absent", "ill"),
        ("absent", "no_information"),
    ]
    problem(await place.post(f"{sheet}/marks", {"lines": lines}), 409, "wrong-state")


async def test_a_sheet_is_printed_and_its_table_is_read_back(place: Place) -> None:
    _cohort, sheet, _body = await opened_sheet(place)
    await place.post(f"{sheet}/marks", {"lines": [{"code": "K-01", "mark": "pasif"}]})
    for form in ("xlsx", "csv"):
        table = await place.sinergi.programs.get(f"{sheet}/table?format={form}", place.officer)
        assert place.refs[0].encode() not in table.content
        again = await place.sinergi.programs.send_file(f"{sheet}/tables", table.content, place.officer)
        assert (again.json()["kept"], again.json()["refused"]) == (1, []), again.text
    printed = await Browser(place.sinergi.programs, place.officer).show(f"/lembar/{sheet.rpartition('/')[2]}/cetak")
    assert (printed.status, printed.html.count("☒"), printed.html.count("☐")) == (200, 1, 8)
    assert place.refs[0] not in printed.html


async def test_only_recorders_of_the_facility_read_a_sheet(place: Place) -> None:
    _cohort, sheet, _body = await opened_sheet(place)
    for account, slug in (
        (place.foreign_officer, "out-of-scope"),
        (place.office.directorate, "out-of-scope"),
        (place.office.contact, "not-permitted"),
    ):
        problem(await place.sinergi.programs.get(sheet, account), 403, slug)


async def test_a_sheet_is_filled_in_and_recorded_on_pages(place: Place) -> None:
    cohort = await place.started(await place.opened(), *place.refs[:3])
    recorder = Browser(place.sinergi.programs, place.officer)
    sheet = await recorder.fill(f"/kohort/{cohort.rpartition('/')[2]}/lembar/baru", {"topic": "Memilah sampah"})
    page = await recorder.show(f"{sheet}/tabel")
    bad = TABLE.replace("K-03;;;", "K-03;;hadir;").encode()
    sent = await recorder.send(page, files={"file": ("daftar.csv", bad)})
    assert (sent.status, "1 baris masuk; 1 baris perlu diperbaiki" in sent.html) == (200, True), sent.html
    page = await recorder.show(f"{sheet}/pencatatan")
    assert "Belum ditandai: K-01 dan K-03." in page.html
    assert (await recorder.send(page)).status == 422
    session = await recorder.send(await recorder.show(f"{sheet}/pencatatan"), {"rest_unexcused": "1"})
    # All are absent, so nothing took place.
    assert (session.status, "Tidak seorang pun hadir" in session.html) == (422, True)
    discarded = await recorder.fill(f"{sheet}/pembuangan")
    assert discarded == f"/kohort/{cohort.rpartition('/')[2]}"
