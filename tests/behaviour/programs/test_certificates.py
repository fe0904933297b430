"""Certificates of a cohort: given to those who were present, withdrawn, and in the monthly file of the facility."""

import csv
import io
from datetime import timedelta

from tests.behaviour.office import problem
from tests.behaviour.pages.form import Browser
from tests.behaviour.programs.place import Json, Place
from tests.unit.shared.documents.examples import lines_of_word


async def attended(place: Place) -> str:
    """A cohort of three, of whom the last was absent; its path."""
    cohort = await place.started(await place.opened(), *place.refs[:3])
    marks: list[Json] = [{"participant_ref": ref, "mark": "active"} for ref in place.refs[:2]]
    marks.append({"participant_ref": place.refs[2], "mark": "absent", "reason": "ill"})
    held = await place.post(f"{cohort}/sessions", place.session(*marks))
    assert held.status_code == 201, held.text
    return cohort


def given(place: Place, *codes: str, **changed: object) -> Json:
    holders = [{"code": code} for code in codes]
    return {"kind": "participation", "issued_on": place.office.day(0), "holders": holders, **changed}


async def test_certificates_are_given_to_those_who_were_present(place: Place) -> None:
    path = f"{await attended(place)}/certificates"
    problem(await place.post(path, given(place, "K-01", "K-03")), 409, "certificate-not-earned")
    problem(await place.post(path, given(place, "K-01", "K-09")), 422, "certificate-holder-unknown")
    problem(await place.post(path, given(place, "K-01", kind="competence")), 422, "certificate-not-foreseen")
    tomorrow = (place.sinergi.today(place.facility["zone"]) + timedelta(days=1)).isoformat()
    problem(await place.post(path, given(place, "K-01", issued_on=tomorrow)), 422, "day-in-the-future")
    # None of the refused requests has left a part behind.
    assert (await place.sinergi.programs.get(path, place.officer)).json() == []
    issued = await place.post(path, given(place, "K-01", "K-02"))
    assert (issued.status_code, issued.json()["issued"]) == (201, 2), issued.text
    problem(await place.post(path, given(place, "K-02")), 409, "certificate-already-issued")
    for account in (place.office.reviewer, place.foreign_officer, place.office.contact, place.office.directorate):
        assert (await place.sinergi.programs.get(path, account)).status_code == 403

    first, second = issued.json()["ids"]
    wrong = {"ground": "wrong_entry"}
    withdrawn = await place.post(f"/certificates/{second}/withdrawals", wrong, if_match='"1"')
    assert (withdrawn.status_code, withdrawn.json()["withdrawn"]) == (200, True), withdrawn.text
    problem(
        await place.post(f"/certificates/{second}/withdrawals", wrong, if_match='"2"'), 409, "certificate-is-withdrawn"
    )
    listed = (await place.sinergi.programs.get(path, place.officer)).json()
    assert [(each["code"], each["withdrawal_ground"]) for each in listed] == [("K-01", None), ("K-02", "wrong_entry")]

    month = f"/facilities/{place.facility['id']}/sppn-files/{place.office.day(0)[:7]}?format=csv"
    answer = await place.sinergi.programs.get(month, place.officer)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["Kode"], row["Sertifikat"], row["Penerbit sertifikat"]) for row in rows] == [
        ("K-01", "sertifikat keikutsertaan", place.facility["name"]),
        ("K-02", "", ""),
        ("K-03", "", ""),
    ]
    assert first != second


async def test_a_certificate_is_printed_with_its_name_and_checked_without(place: Place) -> None:
    path = f"{await attended(place)}/certificates"
    names = f"/facilities/{place.facility['id']}/names/tables"
    row = f"Nomor registrasi;Nama;Jenis;Kode peserta\r\nB.I 9/2026;Warga Contoh Sembilan;narapidana;{place.refs[0]}\r\n"
    assert (await place.sinergi.programs.send_file(names, row.encode(), place.officer)).status_code == 200
    first, second = (await place.post(path, given(place, "K-01", "K-02"))).json()["ids"]
    code = (await place.sinergi.programs.get(path, place.officer)).json()[0]["check_code"]

    async def printed(certificate: str, form: str = "docx") -> str:
        answer = await place.sinergi.programs.get(f"/certificates/{certificate}/paper?format={form}", place.officer)
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
        return "".join(lines_of_word(answer.content)) if form == "docx" else answer.content[:5].decode()

    assert "WargaContohSembilan" in await printed(first)
    assert code in await printed(first)
    assert place.facility["name"].replace(" ", "") not in await printed(first)
    assert "WargaContoh" not in await printed(second)
    assert await printed(first, "pdf") == "%PDF-"
    readings = f"/facilities/{place.facility['id']}/names/readings"
    read = (await place.sinergi.programs.get(readings, place.office.head)).json()["items"]
    # The participant without a name was read by nobody.
    assert {each["purpose"] for each in read} == {"certificate"}
    for account in (place.office.reviewer, place.foreign_officer, place.office.contact, place.office.directorate):
        assert (await place.sinergi.programs.get(f"/certificates/{first}/paper", account)).status_code == 403

    visitor = place.sinergi.programs
    typed = code.lower().replace("-", " ")
    checked = await visitor.get(f"/sertifikat?kode={typed}", None)
    assert checked.status_code == 200, checked.text
    assert "Sertifikat ini berlaku" in checked.text
    assert code in checked.text
    for hidden in ("Warga Contoh", place.facility["name"], "K-01"):
        assert hidden not in checked.text
    assert (await visitor.get("/sertifikat", None)).status_code == 200
    assert (await visitor.get("/sertifikat?kode=7KQ2-M9XD-WT4H-C8RB", None)).status_code == 404
    await place.post(f"/certificates/{first}/withdrawals", {"ground": "wrong_entry"}, if_match='"1"')
    assert "sudah dicabut" in (await visitor.get(f"/sertifikat?kode={code}", None)).text
    again = await place.sinergi.programs.get(f"/certificates/{first}/paper", place.officer)
    problem(again, 409, "certificate-is-withdrawn")


async def test_certificates_of_others_are_printed_by_them(place: Place) -> None:
    path = f"{await attended(place)}/certificates"
    ids = (await place.post(path, given(place, "K-01", issuer="Lembaga Contoh"))).json()["ids"]
    problem(
        await place.sinergi.programs.get(f"/certificates/{ids[0]}/paper", place.officer), 409, "certificate-of-another"
    )
    assert (await place.sinergi.programs.get(path, place.officer)).json()[0]["check_code"] is None


async def test_events_state_how_many_certificates_a_cohort_has(place: Place) -> None:
    program = await place.opened(capacity=6)
    cohort = await place.started(program, *place.refs)
    marks: list[Json] = [{"participant_ref": ref, "mark": "active"} for ref in place.refs]
    assert (await place.post(f"{cohort}/sessions", place.session(*marks))).status_code == 201
    codes = [f"K-0{number}" for number in range(1, 7)]
    await place.post(f"{cohort}/certificates", given(place, *codes[:4]))
    ids = (await place.post(f"{cohort}/certificates", given(place, *codes[4:]))).json()["ids"]
    await place.post(f"/certificates/{ids[0]}/withdrawals", {"ground": "wrong_entry"}, if_match='"1"')

    async def stated() -> list[Json]:
        of_program = await place.sinergi.topics.of_key("programs.v1", program.rpartition("/")[2])
        found = [each for each in of_program if ".certificate." in each["type"]]
        assert len(found) == 3
        return found

    first, second, corrected = await place.sinergi.eventually(stated)
    # Fewer than five point to persons.
    assert [each["data"]["in_effect"] for each in (first, second, corrected)] == [None, 6, 5]
    assert [each["data"]["certificates_version"] for each in (first, second, corrected)] == [4, 6, 7]
    assert corrected["data"]["corrects"] == second["id"]


async def test_attendance_before_a_transfer_counts_for_the_certificate(place: Place) -> None:
    program = await place.opened(capacity=3)
    cohort = await place.started(program, place.refs[0], days=0)
    held = await place.post(f"{cohort}/sessions", place.session({"participant_ref": place.refs[0], "mark": "active"}))
    assert held.status_code == 201, held.text
    entry = (await place.show(cohort))["roster"][0]
    ended = {"ended_on": place.office.day(0), "reason": "transferred"}
    assert (await place.post(f"/enrolments/{entry['id']}/endings", ended)).status_code == 200
    admission = {"participant_ref": place.refs[0], "kind": "convict", "basis": "voluntary", "continues": entry["id"]}
    body = place.cohort(name="Angkatan II") | {"participants": [admission]}
    second = await place.post(f"{program}/cohorts", body)
    assert second.status_code == 201, second.text
    issued = await place.post(f"/cohorts/{second.json()['id']}/certificates", given(place, "K-01"))
    assert issued.status_code == 201, issued.text


async def test_certificates_are_recorded_and_withdrawn_on_pages(place: Place) -> None:
    cohort = (await attended(place)).replace("/cohorts", "/kohort")
    officer = Browser(place.sinergi.programs, place.officer)
    assert f"{cohort}/sertifikat" in (await officer.show(cohort)).links()
    kinds = (await officer.show(f"{cohort}/sertifikat/baru")).html.count('name="certificate_kind"')
    assert kinds == 1, "only what the practice gives"
    lines = "K-01 SK-1/2026\r\nk-02"
    form = {"certificate_kind": "participation", "holders": lines}
    assert await officer.fill(f"{cohort}/sertifikat/baru", form) == f"{cohort}/sertifikat"
    listed = await officer.show(f"{cohort}/sertifikat")
    assert "SK-1/2026" in listed.html
    both = [each for each in listed.links() if each.startswith(f"{cohort}/sertifikat/") and "baru" not in each]
    one, _ = sorted(both, key=listed.html.index)
    shown = await officer.show(one)
    assert {f"{one}/cetak?bentuk=pdf", f"{one}/cetak?bentuk=docx"} <= set(shown.links())
    file = await place.sinergi.programs.get(f"{one}/cetak?bentuk=docx", place.officer)
    assert "SK-1/2026" in "".join(lines_of_word(file.content))
    assert await officer.fill(one, {"ground": "wrong_entry"}) == f"{cohort}/sertifikat"
    assert "dicabut: catatan keliru" in (await officer.show(one)).html.lower()
