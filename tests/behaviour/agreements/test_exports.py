"""What a list shows goes out as a table; the same table comes back and changes nothing."""

import asyncio
import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deploy.installation.environment import settings_of
from deploy.operating.exports import export_table
from tests.behaviour.agreements.test_imports import checked, rows_of
from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser

ROWS = 25
"""Of each table, evenly taken from all of it."""


def some(table: bytes) -> bytes:
    """The header and some rows of a CSV file."""
    header, *rows = table.decode("utf-8-sig").removesuffix("\r\n").split("\r\n")
    return "\r\n".join([header, *rows[:: len(rows) // ROWS + 1]]).encode()


@pytest.mark.parametrize("kind", ["units", "positions", "partners", "agreements"])
async def test_an_exported_table_comes_back_and_changes_nothing(
    sinergi: Sinergi, office: Office, directorate: str, kind: str
) -> None:
    await office.signed(await office.draft())
    reader = {"positions": office.head, "agreements": office.officer}.get(kind, directorate)
    table = await sinergi.agreements.get(f"/exports/{kind}?format=csv", reader)
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    received = await checked(sinergi, directorate, kind, some(table.content))
    found = await rows_of(sinergi, directorate, received)
    assert found
    assert [row for row in found.values() if row["state"] != "known" or row["findings"]] == []
    assert received["left_out"] == []


async def test_a_workbook_has_the_agreements_of_the_readers_unit_only(
    sinergi: Sinergi, office: Office, tmp_path: Path
) -> None:
    id_ = await office.signed(await office.draft(title=f"=Nota {office.suffix}"))
    answer = await sinergi.agreements.get("/exports/agreements", office.officer)
    assert answer.headers["content-disposition"] == 'attachment; filename="perjanjian.xlsx"'
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    titles, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (row,) = [dict(zip(map(str, titles), map(str, row), strict=True)) for row in rows]
    shown = (await sinergi.agreements.get(f"/agreements/{id_}", office.officer)).json()
    assert row["ID Sinergi"] == id_
    assert row["Judul"] == f"=Nota {office.suffix}"
    assert (row["UPT"], row["Mulai"][:10]) == (office.facility["name"], shown["in_force_from"])
    assert {cell.data_type for each in sheet.iter_rows() for cell in each} <= {"s", "n", "d"}
    path = tmp_path / "perjanjian.csv"
    await asyncio.to_thread(export_table, settings_of(sinergi.stack.environment()), "agreements", path)
    assert id_ in path.read_text("utf-8"), "the command line exports those of every unit"
    as_csv = await sinergi.agreements.get("/exports/agreements?format=csv", office.officer)
    (line,) = csv.DictReader(io.StringIO(as_csv.content.decode("utf-8-sig")), delimiter=";")
    assert line["Judul"] == f"'=Nota {office.suffix}"


async def test_an_export_has_what_the_filter_of_the_list_leaves(office: Office) -> None:
    id_ = await office.draft(title="Kerja Sama Kebun Kopi")
    await office.draft()
    officer = Browser(office.agreements, office.officer)
    listed = await officer.show("/perjanjian?cari=kebun kopi&status=drafting")
    (address,) = (each for each in listed.links() if "bentuk=csv" in each)
    for path, reader in ((address, office.officer), ("/exports/agreements?format=csv&search=kopi", office.contact)):
        table = await office.agreements.get(path, reader)
        lines = csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";")
        assert [line["ID Sinergi"] for line in lines] == [id_], path
