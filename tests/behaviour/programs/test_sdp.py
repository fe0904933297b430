"""The daily file of the corrections database, transfers that it proposes, and the monthly file of a facility."""

import io
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote
from uuid import UUID

import httpx2
import pytest

from shared.tables.cells import Value, text_of
from shared.tables.header import Column
from shared.tables.reading import Record, read_table
from tests.behaviour.office import problem
from tests.behaviour.pages.form import Browser, Shown
from tests.behaviour.programs.place import Json, Place
from tests.behaviour.programs.test_names import given, names_of

TITLES = "Nomor registrasi;Peristiwa;Tanggal;Nama;Jenis;UPT tujuan;Tanggal ekspirasi"


def movements(*rows: str) -> bytes:
    return "\r\n".join((TITLES, *rows, "")).encode()


async def sent(place: Place, *rows: str, query: str = "") -> Json:
    """The answer to a daily file of these rows."""
    path = f"/facilities/{place.facility['id']}/sdp-files{query}"
    answer = await place.sinergi.programs.send_file(path, movements(*rows), place.officer)
    assert answer.status_code == 200, answer.text
    receipt: Json = answer.json()
    return receipt


def changed(receipt: Json) -> Json:
    """The counts of a receipt, without zeros."""
    return {name: count for name, count in receipt.items() if count and name not in ("dry_run", "refused")}


async def named(place: Place, *refs: str) -> None:
    """Names for these references, under the register numbers B.I 1/2026, B.I 2/2026 …"""
    rows = [f"B.I {number}/2026;Warga Contoh {number};narapidana;{ref}" for number, ref in enumerate(refs, start=1)]
    assert (await given(place, *rows))["refused"] == []


async def proposed_to_the_other(place: Place, enrolment_id: str) -> httpx2.Response:
    """A transfer to the foreign facility, which programs knows once someone has a position there."""
    await place.sinergi.programs.get("/programs", place.foreign_officer)

    async def propose() -> httpx2.Response:
        body = {"facility_id": place.foreign_facility}
        answer = await place.post(f"/enrolments/{enrolment_id}/transfers", body)
        assert answer.status_code == 201, answer.text
        return answer

    return await place.sinergi.eventually(propose)


async def test_a_release_ends_enrolments_once(place: Place) -> None:
    await named(place, *place.refs[:2])
    cohort = await place.started(await place.opened(), *place.refs[:2])
    today = place.office.day(0)
    rows = (
        f"B.I 1/2026;bebas;{today};;;;",
        f"B.I 9/2026;bebas;{today};;;;",
        f"B.I 10/2026;masuk;{today};Warga Contoh Sepuluh;tahanan;;{place.office.day(900)}",
        f"B.I 2/2026;ekspirasi;{today};;;;{place.office.day(90)}",
        f"B.I 2/2026;sakit;{today};;;;",
        "B.I 2/2026;bebas;kemarin;;;;",
    )
    tried = await sent(place, *rows, query="?dry_run=true")
    assert changed(tried) == {"released": 1, "arrived": 1, "term": 1, "ended": 1}
    assert (await place.show(cohort))["enrolled"] == 2
    first = await sent(place, *rows)
    assert changed(first) == changed(tried)
    assert [(each["entry"], each["code"]) for each in first["refused"]] == [
        (3, "register-number-unknown"),
        (6, "movement-unreadable"),
        (7, "movement-day-unreadable"),
    ]
    roster = (await place.show(cohort))["roster"]
    assert [(each["ended_on"], each["end_reason"]) for each in roster] == [(today, "released"), (None, None)]
    assert changed(await sent(place, *rows)) == {"unchanged": 3}
    listed = (await place.sinergi.programs.get(names_of(place), place.officer)).json()
    assert {each["register_number"]: each["term_ends_on"] for each in listed} == {
        "B.I 1/2026": None,
        "B.I 2/2026": place.office.day(90),
        "B.I 10/2026": place.office.day(900),
    }


async def test_a_transfer_is_proposed_accepted_and_continued(place: Place) -> None:
    await named(place, place.refs[0])
    cohort = await place.started(await place.opened(), place.refs[0])
    programs = place.sinergi.programs
    rows = (f"B.I 1/2026;pindah;{place.office.day(0)};;;;",)
    assert changed(await sent(place, *rows)) == {"transferred": 1, "ended": 1}
    (entry,) = (await place.show(cohort))["roster"]
    path = f"/enrolments/{entry['id']}/transfers"
    problem(await place.post(path, {"facility_id": place.facility["id"]}), 409, "transfer-to-itself")
    proposed = await proposed_to_the_other(place, entry["id"])
    problem(await place.post(path, {"facility_id": place.foreign_facility}), 409, "transfer-already-proposed")
    transfer = f"/transfers/{proposed.json()['id']}"

    async def waits() -> None:
        waiting = (await programs.get("/waiting?limit=200", place.foreign_officer)).json()["items"]
        assert [each["kind"] for each in waiting if proposed.json()["id"] in each["id"]] == ["transfer_to_answer"]

    await place.sinergi.eventually(waits)
    seen = await place.show(transfer, place.foreign_officer)
    assert (seen["code"], seen["participant_ref"]) == ("K-01", None)
    problem(await programs.get(transfer, place.office.directorate), 403, "out-of-scope")
    body = {"participant_ref": place.refs[3]}
    problem(await place.post(f"{transfer}/acceptances", body, if_match='"1"'), 403, "out-of-scope")
    accepted = await place.post(f"{transfer}/acceptances", body, place.foreign_officer, '"1"')
    assert (accepted.status_code, accepted.json()["state"]) == (200, "accepted"), accepted.text
    refusal = await place.post(f"{transfer}/refusals", {"reason": "not_arrived"}, place.foreign_officer, '"2"')
    problem(refusal, 409, "wrong-state")
    assert (await place.show(transfer, place.foreign_officer))["participant_ref"] == place.refs[3]
    assert (await place.show(transfer))["participant_ref"] == place.refs[0]
    listed = await place.show(f"/facilities/{place.foreign_facility}/transfers", place.foreign_officer)
    assert proposed.json()["id"] in {each["id"] for each in listed["items"]}

    async def told() -> None:
        inbox = (await place.sinergi.notifications.get("/inbox?limit=200", place.foreign_officer)).json()["items"]
        subjects = [each["subject"]["id"] for each in inbox]
        assert any("peserta pindahan" in each.lower() for each in subjects), subjects
        assert "Warga Contoh" not in str(inbox)

    await place.sinergi.eventually(told)


async def test_a_reference_of_an_arrival_is_given_to_the_one_who_continues(place: Place) -> None:
    await named(place, place.refs[0])
    cohort = await place.started(await place.opened(), place.refs[0])
    programs = place.sinergi.programs
    name = f"Warga Contoh Pindahan {place.office.suffix}"
    arrival = movements(f"B.I {place.office.suffix}/2026;masuk;{place.office.day(0)};{name};narapidana;;")
    path = f"/facilities/{place.foreign_facility}/sdp-files"
    assert (await programs.send_file(path, arrival, place.foreign_officer)).json()["refused"] == []
    names = (await programs.get(f"/facilities/{place.foreign_facility}/names", place.foreign_officer)).json()
    (own,) = [each["participant_ref"] for each in names if place.office.suffix in each["name"]]
    (entry,) = (await place.show(cohort))["roster"]
    await place.post(f"/enrolments/{entry['id']}/endings", {"ended_on": place.office.day(0), "reason": "transferred"})
    proposed = await proposed_to_the_other(place, entry["id"])
    target = f"/transfers/{proposed.json()['id']}/acceptances"
    accepted = await place.post(target, {"participant_ref": own}, place.foreign_officer, '"1"')
    assert accepted.status_code == 200, accepted.text
    names = (await programs.get(f"/facilities/{place.foreign_facility}/names", place.foreign_officer)).json()
    assert [each["participant_ref"] for each in names if place.office.suffix in each["name"]] == [own]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
async def test_the_month_is_given_out_with_names_to_the_facility_alone(place: Place, form: str) -> None:
    await named(place, place.refs[0])
    cohort = await place.started(await place.opened(), *place.refs[:2])
    attendance = [{"participant_ref": each, "mark": "active"} for each in place.refs[:2]]
    held = await place.post(f"{cohort}/sessions", place.session(*attendance, minutes=90))
    assert held.status_code == 201, held.text
    path = f"/facilities/{place.facility['id']}/sppn-files/{place.office.day(0)[:7]}?format={form}"
    for account in (place.foreign_officer, place.office.directorate, place.office.reviewer):
        assert (await place.sinergi.programs.get(path, account)).status_code == 403
    answer = await place.sinergi.programs.get(path, place.officer)
    assert answer.status_code == 200, answer.text
    rows = _read(answer.content, ("Nomor registrasi", "Nama", "Kode peserta", "Aktif", "Menit hadir"))
    assert [tuple(map(text_of, row)) for row in rows] == [
        ("B.I 1/2026", "Warga Contoh 1", place.refs[0], "1", "90"),
        ("", "", place.refs[1], "1", "90"),
    ]


def _read(content: bytes, titles: Sequence[str]) -> list[list[Value]]:
    columns = [Column(title, (title,), required=True) for title in titles]
    rows = read_table(io.BytesIO(content), columns).rows
    return [[row.cells.get(title, "") for title in titles] for row in rows if isinstance(row, Record)]


async def test_files_are_sent_and_transfers_answered_on_pages(place: Place) -> None:
    officer = Browser(place.sinergi.programs, place.officer)
    facility = place.facility["id"]
    page = await officer.show(f"/nama/{facility}/berkas")
    table = f"Nomor registrasi;Nama;Jenis;Kode peserta\r\nB.I 1/2026;Warga Contoh 1;narapidana;{place.refs[0]}\r\n"
    sent_names = await officer.send(page, files={"file": ("nama.csv", table.encode())})
    assert (sent_names.status, "Berkas nama sudah masuk" in sent_names.html) == (200, True), sent_names.html
    assert "Warga Contoh" not in sent_names.html
    assert "Warga Contoh 1" in (await officer.show(f"/nama/{facility}")).html
    cohort = await place.started(await place.opened(), *place.refs[:2])
    shown = (await officer.show(f"/kohort/{cohort.rpartition('/')[2]}")).html
    assert "Warga Contoh 1" in shown
    assert place.refs[1] in shown
    page = await officer.show(f"/sdp/{facility}")
    rows = movements(f"B.I 1/2026;pindah;{place.office.day(0)};;;;")
    sent_rows = await officer.send(page, files={"file": ("sdp.csv", rows)})
    assert (sent_rows.status, "Berkas harian sudah masuk" in sent_rows.html) == (200, True), sent_rows.html
    (entry,) = [each for each in (await place.show(cohort))["roster"] if each["ended_on"]]
    form = f"/kohort/{cohort.rpartition('/')[2]}/peserta/{entry['id']}/pindahan"
    await place.sinergi.programs.get("/programs", place.foreign_officer)

    async def found() -> Shown:
        # Programs knows a facility once someone has a position there.
        known = "SELECT name FROM programs.facility WHERE id = $1"
        name = await place.sinergi.database.fetchval(known, UUID(place.foreign_facility))
        shown = await officer.show(f"{form}?cari={quote(name or '-')}")
        assert place.foreign_facility in shown.html
        return shown

    page = await place.sinergi.eventually(found)
    sent_to = await officer.send(replace(page, address=form), {"destination": place.foreign_facility})
    assert sent_to.status == 303, sent_to.html
    transfer = sent_to.answer.headers["location"].partition("?")[0]
    answering = Browser(place.sinergi.programs, place.foreign_officer)
    await answering.fill(f"{transfer}/penolakan", {"transfer_reason": "no_program"})
    assert "program sejenis tidak ada" in (await officer.show(transfer)).html
    await officer.fill(f"/nama/{facility}/penghapusan", {"participant_ref": place.refs[0], "name_ground": "request"})
    assert "Warga Contoh 1" not in (await officer.show(f"/nama/{facility}")).html
    head = Browser(place.sinergi.programs, place.office.head)
    assert "Pembacaan nama" in (await head.show(f"/nama/{facility}/pembacaan")).html
