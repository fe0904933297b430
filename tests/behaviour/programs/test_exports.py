"""Lists of programs as tables: the rows of the list, for those who may read it."""

import csv
import io

import httpx2

from tests.behaviour.office import problem
from tests.behaviour.pages.form import Browser
from tests.behaviour.programs.place import Json, Place


def rows_of(answer: httpx2.Response) -> list[dict[str, str]]:
    """The rows of a CSV file by their titles."""
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


async def test_sessions_and_outcomes_of_a_program_are_exported(place: Place) -> None:
    program, programs = await place.opened(), place.sinergi.programs
    cohort = await place.started(program, *place.refs[:2])
    marks = [{"participant_ref": place.refs[0], "mark": "active"}]
    marks.append({"participant_ref": place.refs[1], "mark": "absent", "reason": "ill"})
    body: Json = place.session(*marks, instructors=[place.partner])
    assert (await place.post(f"{cohort}/sessions", body)).status_code == 201
    (session,) = rows_of(await programs.get(f"{program}/sessions/table?format=csv", place.officer))
    assert (session["Materi"], session["Angkatan"]) == ("Pemilahan sampah", "Angkatan I")
    assert (session["Aktif"], session["Pasif"], session["Tidak hadir"]) == ("1", "0", "1")
    assert (session["Pengajar dari"], session["Memenuhi perjanjian"]) == (place.partner["name"], "ya")
    assert not any(ref in value for ref in place.refs for value in session.values())

    made: Json = {"made": place.office.day(0), "product": "cake", "quantity": 240, "unit": "piece", "value": 1_200_000}
    assert (await place.post(f"{program}/outputs", made | {"disposal": "sold"})).status_code == 201
    (output,) = rows_of(await programs.get(f"{program}/outputs/table?format=csv", place.officer))
    assert (output["Produk"], output["Jumlah"], output["Nilai dalam rupiah"]) == ("kue", "240", "1200000")
    assert output["Memenuhi perjanjian"] == "tidak"
    sums = rows_of(await programs.get(f"/exports/outcomes?format=csv&year={made['made'][:4]}", place.officer))
    assert [(row["UPT"], row["Jumlah"]) for row in sums] == [(place.facility["name"], "240")]
    for part in ("outputs", "performances"):
        problem(await programs.get(f"{program}/{part}/table", place.office.contact), 403, "not-permitted")
    problem(await programs.get(f"{program}/sessions/table", place.foreign_officer), 403, "out-of-scope")


async def test_programs_are_exported_with_the_filters_of_the_list(place: Place) -> None:
    program = await place.opened()
    shown = await place.show(program)
    path = f"/exports/programs?format=csv&facility={place.facility['id']}"
    programs = rows_of(await place.sinergi.programs.get(path, place.officer))
    # From November on there is a program of the next year too.
    assert shown["id"] in [row["ID Sinergi"] for row in programs]
    running = rows_of(await place.sinergi.programs.get(f"{path}&state=running", place.officer))
    assert not running
    officer = Browser(place.sinergi.programs, place.officer)
    page = await officer.show("/program?status=open")
    (table,) = [each for each in page.links() if each.endswith("bentuk=csv")]
    rows = rows_of((await officer.show(table)).answer)
    assert {row["Status"] for row in rows} == {"dibuka"}
