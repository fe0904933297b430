"""Tables come in whole: each row through its use case, with findings as a list made by hand expects them."""

import asyncio
import io
from collections import Counter
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from deploy.installation.environment import settings_of
from deploy.operating.imports import ImportOrder, import_table
from services.agreements.imports.queries.imports import ImportDetails
from tests.behaviour.agreements.imported.table import FIRST, TITLES, Table, partners_workbook, table, workbook
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.office import Body, Office, problem

ROWS = 240
"""All special rows and some clean ones; `sinergi import` reads the whole thousand with the same code."""


async def send(sinergi: Sinergi, as_: str, kind: str, content: bytes) -> Body:
    answer = await sinergi.agreements.send_file(f"/imports?kind={kind}", content, as_, name="tabel")
    assert answer.status_code == 201, answer.text
    received: Body = answer.json()
    return received


async def repeat(
    sinergi: Sinergi, as_: str, received: Body, step: str, until_none: set[str], *, body: Any = None
) -> Body:
    """Repeat a step until no row is in these states; its rows in each state."""
    while True:
        answer = await sinergi.agreements.post(f"/imports/{received['id']}/{step}", body, as_)
        assert answer.status_code == 200, answer.text
        shown: Body = answer.json()
        if not until_none & shown["rows"].keys():
            return shown


async def rows_of(sinergi: Sinergi, as_: str, received: Body) -> dict[int, Body]:
    found: dict[int, Body] = {}
    following: str | None = ""
    while following is not None:
        path = f"/imports/{received['id']}/rows?limit=200{following and f'&cursor={following}'}"
        page = (await sinergi.agreements.get(path, as_)).json()
        found |= {row["number"]: row for row in page["items"]}
        following = page["next"]
    return found


async def checked(sinergi: Sinergi, as_: str, kind: str, content: bytes) -> Body:
    return await repeat(sinergi, as_, await send(sinergi, as_, kind, content), "checks", {"unchecked"})


def differences(made: Table, rows: dict[int, Body]) -> list[str]:
    """Each row that is not as the list expects it."""
    return [
        f"row {number}, {wanted}: {rows[number]['state']} {sorted(codes)}"
        for number, wanted in made.expected.items()
        if (codes := {finding["code"] for finding in rows[number]["findings"]}) != wanted.codes
        or rows[number]["state"] != wanted.state
    ]


async def test_a_table_with_the_faults_of_real_ones_comes_in_and_is_taken_back(
    sinergi: Sinergi, directorate: str
) -> None:
    partners = await checked(sinergi, directorate, "partners", partners_workbook())
    assert partners["rows"] == {"ready": 30, "known": 60}, "two of three spellings are the partner of the first"
    await repeat(sinergi, directorate, partners, "acceptances", {"ready", "cautioned"})

    made = table([next(sinergi.facilities)["name"] for _ in range(4)], ROWS)
    content = workbook(made)
    received = await checked(sinergi, directorate, "agreements", content)
    rows = await rows_of(sinergi, directorate, received)
    assert rows.keys() == made.expected.keys(), "row numbers are those that a spreadsheet shows"
    assert differences(made, rows) == []
    assert [left["reason"] for left in received["left_out"]] == ["numbering", "total", "note"]

    done = await repeat(sinergi, directorate, received, "acceptances", {"ready", "cautioned"})
    assert done["rows"] == {
        "accepted": made.count("ready", "cautioned"),
        "refused": made.count("refused"),
        "known": made.count("known"),
    }
    await the_successors_continue_their_predecessors(sinergi, directorate, made, done)
    again = await send(sinergi, directorate, "agreements", content)
    assert again["id"] == received["id"], "the same file is the import that it was"
    await a_mended_workbook_brings_only_what_was_mended(sinergi, directorate, made, received)

    reason = {"reason": "Berkas tahun yang salah."}
    await the_successors_have_superseded(sinergi, directorate, made, received)
    withdrawn = await repeat(sinergi, directorate, received, "withdrawals", {"accepted"}, body=reason)
    assert withdrawn["rows"]["withdrawn"] == made.count("ready", "cautioned")
    rows = await rows_of(sinergi, directorate, received)
    agreement = next(row["resource_id"] for row in rows.values() if row["state"] == "withdrawn")
    shown = (await sinergi.agreements.get(f"/agreements/{agreement}", directorate)).json()
    assert shown["state"] == "withdrawn"
    answer = await sinergi.agreements.post(f"/imports/{received['id']}/checks", None, directorate)
    problem(answer, 409, "import-withdrawn")


async def the_successors_continue_their_predecessors(sinergi: Sinergi, as_: str, made: Table, received: Body) -> None:
    rows = await rows_of(sinergi, as_, received)
    above = "a successor above its predecessor, and a PKS called MoU"
    pairs = [(rows[n], rows[n + 1]) for n, wanted in made.expected.items() if wanted.name == above]
    assert len(pairs) == 5
    for successor, predecessor in pairs:
        shown = (await sinergi.agreements.get(f"/agreements/{successor['resource_id']}", as_)).json()
        assert shown["predecessor_id"] == predecessor["resource_id"]


async def the_successors_have_superseded(sinergi: Sinergi, as_: str, made: Table, sent: Body) -> None:
    """Wait for the job, so that the withdrawal finds predecessors that are superseded."""
    rows = await rows_of(sinergi, as_, sent)
    below = "below: a successor above its predecessor, and a PKS called MoU"
    predecessors = [rows[n]["resource_id"] for n, wanted in made.expected.items() if wanted.name == below]

    async def superseded() -> None:
        for id_ in predecessors:
            shown = (await sinergi.agreements.get(f"/agreements/{id_}", as_)).json()
            assert shown["state"] == "superseded"

    await sinergi.eventually(superseded, seconds=60)


async def a_mended_workbook_brings_only_what_was_mended(
    sinergi: Sinergi, as_: str, made: Table, received: Body
) -> None:
    """The workbook comes back with remarks; what is mended in it is new, and everything else is on record."""
    answer = await sinergi.agreements.get(f"/imports/{received['id']}/workbook", as_)
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book["Rekap PKS"]
    faulty = "a word instead of a day, and a kind of document that does not exist"
    numbers = [number for number, wanted in made.expected.items() if wanted.name == faulty]
    for number in numbers:
        remark = str(sheet.cell(number, len(TITLES) + 1).value)
        assert remark.count("PERBAIKI") == 2
        assert '"segera" bukan tanggal' in remark
        sheet.cell(number, TITLES.index("Tanggal") + 1).value = "27 Januari 2019"
        sheet.cell(number, TITLES.index("Jenis") + 1).value = "PKS"
    assert sheet.cell(FIRST - 2, len(TITLES) + 1).value == "Catatan Sinergi"
    mended = io.BytesIO()
    book.save(mended)
    second = await checked(sinergi, as_, "agreements", mended.getvalue())
    rows = await rows_of(sinergi, as_, second)
    assert {number for number, row in rows.items() if row["state"] == "ready"} == set(numbers)
    states = Counter(row["state"] for row in rows.values())
    assert states == {
        "ready": 5,
        "refused": made.count("refused") - 5,
        "known": made.count("ready", "cautioned", "known"),
    }


async def test_a_row_is_corrected_on_the_screen(sinergi: Sinergi, directorate: str) -> None:
    """In a CSV file as Indonesian Excel writes it."""
    content = "Nama mitra;Kategori;Sejak\r\nYayasan Ma’had Contoh Baru;Yayasan;31 April 2020\r\n".encode("cp1252")
    received = await send(sinergi, directorate, "partners", content)
    received = await repeat(sinergi, directorate, received, "checks", {"unchecked"})
    assert received["rows"] == {"refused": 1}
    path = f"/imports/{received['id']}/rows/2/corrections"
    problem(await sinergi.agreements.post(path, {"cells": {"day": "x"}}, directorate), 422, "column-unknown")
    answer = await sinergi.agreements.post(path, {"cells": {"since": "30 April 2020"}}, directorate)
    assert (answer.json()["state"], answer.json()["findings"]) == ("ready", [])
    done = await repeat(sinergi, directorate, received, "acceptances", {"ready"})
    assert done["rows"] == {"accepted": 1}
    problem(await sinergi.agreements.post(path, {"cells": {"since": ""}}, directorate), 409, "row-settled")


async def test_an_agreement_that_another_unit_has_on_record_is_found(
    sinergi: Sinergi, office: Office, directorate: str
) -> None:
    """Two units of one agreement each keep a table of their own."""
    partner = (await sinergi.agreements.get(f"/partners/{office.partner_id}", directorate)).json()["name"]
    for at, unit in enumerate((office.facility["name"], next(sinergi.facilities)["name"])):
        row = f"{unit};{partner};CONTOH-U{at};M-77/2019;Perjanjian Kerja Sama Bersama;1 Maret 2019;28 Februari 2021"
        content = f"UPT;Mitra;Nomor PKS;Nomor mitra;Judul;Mulai;Berakhir\r\n{row}\r\n".encode()
        sent = await checked(sinergi, directorate, "agreements", content)
        (found,) = (await rows_of(sinergi, directorate, sent)).values()
        assert [finding["code"] for finding in found["findings"]] == (["on_record_elsewhere"] if at else [])
        await repeat(sinergi, directorate, sent, "acceptances", {"ready", "cautioned"})
    assert office.facility["name"] in found["findings"][0]["message"]["id"]


async def test_the_command_line_reads_a_file_where_it_is_and_reports_progress(sinergi: Sinergi, tmp_path: Path) -> None:
    table, remarks = tmp_path / "mitra.csv", tmp_path / "catatan.xlsx"
    rows = [f"Kelompok Contoh {number} {tmp_path.name};Komunitas" for number in range(220)]
    table.write_text("\n".join(["Nama mitra;Kategori", *rows, "Kelompok Salah;Entah"]), encoding="utf-8")
    settings = settings_of(sinergi.stack.environment())
    steps: list[tuple[str, int]] = []

    def import_it(*, accept: bool) -> ImportDetails:
        order = ImportOrder("partners", table, accept, remarks)
        return import_table(settings, order, lambda step, taken, _: steps.append((step, taken)))

    only_checked = await asyncio.to_thread(import_it, accept=False)
    assert only_checked.rows == {"ready": 220, "refused": 1}
    assert steps == [("checked", 100), ("checked", 200), ("checked", 221), ("checked", 221)]
    accepted = await asyncio.to_thread(import_it, accept=True)
    assert (accepted.id, accepted.rows) == (only_checked.id, {"accepted": 220, "refused": 1})
    assert (await asyncio.to_thread(import_it, accept=True)).rows == accepted.rows
    assert '"Entah" tidak dikenal' in str(load_workbook(remarks)["Tabel"].cell(222, 3).value)


async def test_positions_come_in_and_end_with_their_import(sinergi: Sinergi, office: Office, directorate: str) -> None:
    account, unit = f"import-{office.suffix}", office.facility["name"]
    reading = f"{account};Pembaca;{unit};Definitif;1 Januari 2026;;SK-1/2026"
    acting = f"{account};Kepala;{unit};Plh.;1/2/2026;31 Januari 2026;SK-2/2026"
    content = f"Akun;Peran;Unit;Sebagai;Mulai;Berakhir;No. SK\r\n{reading}\r\n{acting}\r\n".encode()
    sent = await checked(sinergi, directorate, "positions", content)
    rows = await rows_of(sinergi, directorate, sent)
    assert [row["state"] for row in rows.values()] == ["ready", "refused"]
    assert [finding["code"] for finding in rows[3]["findings"]] == ["ends-before-it-begins"]
    await repeat(sinergi, directorate, sent, "acceptances", {"ready"})
    again = await checked(sinergi, directorate, "positions", content + b"\r\n")
    assert again["rows"] == {"known": 1, "refused": 1}
    position = (await rows_of(sinergi, directorate, sent))[2]["resource_id"]
    await repeat(sinergi, directorate, sent, "withdrawals", {"accepted"}, body={"reason": "Data lama."})
    shown = (await sinergi.agreements.get(f"/positions/{position}", OPERATOR)).json()
    assert (shown["account"], shown["valid_until"]) == (account, sinergi.today().isoformat())


async def test_a_period_of_a_unit_comes_in_and_its_earlier_values_return(
    sinergi: Sinergi, office: Office, directorate: str
) -> None:
    facility = office.facility

    async def class_of_today() -> str | None:
        shown: Body = (await sinergi.agreements.get(f"/units/{facility['id']}", directorate)).json()
        return str(shown["facility_class"])

    other = "I" if facility["facility_class"] != "I" else "III"
    content = f"Unit;Berlaku sejak;Kelas\r\n{facility['name']};1 Februari 2026;{other}\r\n".encode()
    sent = await checked(sinergi, directorate, "units", content)
    await repeat(sinergi, directorate, sent, "acceptances", {"ready"})
    assert await class_of_today() == other
    again = await checked(sinergi, directorate, "units", content + b"\r\n")
    assert again["rows"] == {"known": 1}
    await repeat(sinergi, directorate, sent, "withdrawals", {"accepted"}, body={"reason": "Data lama."})
    assert await class_of_today() == str(facility["facility_class"])


async def test_dated_facts_of_a_unit_come_in_and_go_back(sinergi: Sinergi, office: Office, directorate: str) -> None:
    id_, name = office.facility["id"], office.facility["name"]

    async def facts() -> list[tuple[str, str, str, str]]:
        shown = (await sinergi.agreements.get(f"/units/{id_}", directorate)).json()["facts"]
        return [(each["kind"], each["valid_from"], each["value"], each["source"]) for each in shown]

    before = await facts()
    old = {"kind": "capacity", "valid_from": "2026-01-02", "value": "300", "source": "Data lama"}
    assert (await sinergi.agreements.post(f"/units/{id_}/facts", old, directorate)).is_success
    titles = "UPT;Per tanggal;Kode satker;Kapasitas;Jumlah penghuni;Provinsi;Sumber"
    rows = [f"{name};2 Januari 2026;407-{office.suffix};1.204;1.310;Jawa Tengah;SDP", f"{name};;;banyak;;;"]
    content = "\r\n".join([titles, *rows]).encode()
    sent = await checked(sinergi, directorate, "units", content)
    assert sent["rows"] == {"ready": 1, "refused": 1}
    refused = (await rows_of(sinergi, directorate, sent))[3]["findings"]
    assert [(each["column"], each["code"]) for each in refused] == [("capacity", "number-unreadable")]
    await repeat(sinergi, directorate, sent, "acceptances", {"ready"})
    written = {("official_code", f"407-{office.suffix}"), ("capacity", "1204"), ("population", "1310")}
    written.add(("province", "Jawa Tengah"))
    assert set(await facts()) == {*before, *((kind, "2026-01-02", value, "SDP") for kind, value in written)}
    assert (await checked(sinergi, directorate, "units", content + b"\r\n"))["rows"] == {"known": 1, "refused": 1}
    table = (await sinergi.agreements.get("/exports/units?format=csv", directorate)).content.decode()
    assert f"{name};02/01/2026;;;;;;407-{office.suffix};1204;1310;Jawa Tengah;SDP;{id_}" in table
    await repeat(sinergi, directorate, sent, "withdrawals", {"accepted"}, body={"reason": "Data lama."})
    assert await facts() == [*before, ("capacity", "2026-01-02", "300", "Data lama")]


async def test_contacts_of_partners_come_in_and_go_back(sinergi: Sinergi, office: Office, directorate: str) -> None:
    known = (await sinergi.agreements.get(f"/partners/{office.partner_id}", directorate)).json()["name"]
    titles = "Nama mitra;Kategori;Tingkat;Jabatan pimpinan;Pimpinan sejak;Narahubung;Surel;Telepon;Kanwil"
    rows = [
        f"{known};Pemda;Kabupaten;Bupati;20 Februari 2025;Bagian Hukum;hukum@contoh.invalid;0281-123456;Jawa Tengah",
        f"Yayasan Contoh {office.suffix};Yayasan;;;;;sekretariat@contoh.invalid;;",
        f"Koperasi Contoh {office.suffix};Koperasi;;;;Bapak Contoh;bukan surel;;",
    ]
    content = "\r\n".join([titles, *rows]).encode()

    async def particulars(id_: str) -> Body:
        shown: Body = (await sinergi.agreements.get(f"/partners/{id_}/particulars", directorate)).json()
        return {name: shown[name] for name in ("level", "region", "head", "contacts")}

    before = await particulars(office.partner_id)
    by_officer = await checked(sinergi, office.officer, "partners", content)
    assert by_officer["rows"] == {"known": 1, "cautioned": 1, "refused": 1}, "an officer only registers partners"
    sent = await checked(sinergi, directorate, "partners", content)
    assert sent["rows"] == {"ready": 2, "refused": 1}
    refused = (await rows_of(sinergi, directorate, sent))[4]["findings"]
    assert [each["code"] for each in refused] == ["person-named", "email-unreadable"]
    await repeat(sinergi, directorate, sent, "acceptances", {"ready"})
    after = await particulars(office.partner_id)
    assert (after["level"], after["region"]) == ("regency", "JATENG")
    assert (after["head"]["office"], after["head"]["valid_from"]) == ("Bupati", "2025-02-20")
    assert [each["email"] for each in after["contacts"]] == ["hukum@contoh.invalid"]
    new = (await rows_of(sinergi, directorate, sent))[3]["resource_id"]
    assert (await particulars(new))["contacts"][0]["office"] == f"Yayasan Contoh {office.suffix}"
    assert (await checked(sinergi, directorate, "partners", content + b"\r\n"))["rows"] == {"known": 2, "refused": 1}
    await repeat(sinergi, directorate, sent, "withdrawals", {"accepted"}, body={"reason": "Data lama."})
    assert await particulars(office.partner_id) == before
