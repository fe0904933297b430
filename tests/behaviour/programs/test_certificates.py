"""Certificates of a cohort: given to those who were present, withdrawn, and in the monthly file of the facility."""

import csv
import io
from datetime import timedelta

from tests.behaviour.office import problem
from tests.behaviour.pages.form import Browser
from tests.behaviour.programs.place import Json, Place


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


async def test_certificates_are_recorded_and_withdrawn_on_pages(place: Place) -> None:
    cohort = (await attended(place)).replace("/cohorts", "/kohort")
    officer = Browser(place.sinergi.programs, place.officer)
    assert f"{cohort}/sertifikat" in (await officer.show(cohort)).links()
    lines = "K-01 SK-1/2026\r\nk-02"
    form = {"certificate_kind": "participation", "holders": lines}
    assert await officer.fill(f"{cohort}/sertifikat/baru", form) == f"{cohort}/sertifikat"
    listed = await officer.show(f"{cohort}/sertifikat")
    assert "SK-1/2026" in listed.html
    (one, _) = [each for each in listed.links() if each.startswith(f"{cohort}/sertifikat/") and "baru" not in each]
    assert await officer.fill(one, {"ground": "wrong_entry"}) == f"{cohort}/sertifikat"
    assert "dicabut: catatan keliru" in (await officer.show(one)).html.lower()
