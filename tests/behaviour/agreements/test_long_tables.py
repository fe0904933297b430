"""The whole table of a thousand rows is as the list made by hand expects it; a longer one takes no more memory."""

import asyncio
import os
import sys

import pytest

from tests.behaviour.agreements.imported.table import partners_workbook, table, workbook
from tests.behaviour.agreements.test_imports import checked, differences, repeat, rows_of, send
from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office
from tests.behaviour.pages.form import Browser

MOST_MORE = 1.1
FAULTY = 150
"""Rows with two or more faults, at least."""


@pytest.mark.part("tables", only=True)
@pytest.mark.timeout(300)
async def test_every_row_of_a_thousand_is_as_the_list_made_by_hand_expects_it(
    sinergi: Sinergi, directorate: str
) -> None:
    partners = await checked(sinergi, directorate, "partners", partners_workbook())
    await repeat(sinergi, directorate, partners, "acceptances", {"ready", "cautioned"})
    made = table([next(sinergi.facilities)["name"] for _ in range(8)])
    faulty = [wanted for wanted in made.expected.values() if len(wanted.codes) > 1]
    assert (len(made.expected), len(faulty) >= FAULTY) == (1_000, True)
    received = await checked(sinergi, directorate, "agreements", workbook(made))
    assert differences(made, await rows_of(sinergi, directorate, received)) == []


@pytest.mark.part("tables", only=True)
@pytest.mark.timeout(300)
@pytest.mark.parametrize("work", ["receive", "return", "write"])
async def test_the_memory_does_not_grow_with_the_rows(sinergi: Sinergi, work: str) -> None:
    few, many = [await peak(sinergi, work, rows) for rows in (1_000, 50_000)]
    assert many <= few * MOST_MORE, f"{few} KiB for a thousand rows, {many} KiB for fifty thousand"


@pytest.mark.part("tables", only=True)
@pytest.mark.timeout(300)
async def test_fifty_thousand_rows_are_sent_by_the_interface_and_by_the_page(sinergi: Sinergi, office: Office) -> None:
    rows = [f"Kelompok Contoh {office.suffix} {number};Entah;Jalan Contoh Nomor {number}" for number in range(50_000)]
    content = "\r\n".join(["Nama mitra;Kategori;Alamat", *rows]).encode()
    sent = await send(sinergi, office.officer, "partners", content)
    assert sent["rows"] == {"unchecked": 50_000}
    officer = Browser(office.agreements, office.officer)
    # Another file, because the same one would be the import that it is.
    files = {"file": ("mitra.csv", content + b"\r\n")}
    answer = await officer.send(await officer.show("/impor/baru"), {"kind": "partners"}, files)
    assert answer.status == 303, answer.html
    address = answer.answer.headers["location"].partition("?")[0]
    assert "dari 50.000 baris" in (await officer.show(address)).html
    await officer.fill(f"{address}/penarikan", {"reason": "Berkas yang salah."})
    assert "Ditarik" in (await officer.show(address)).html, "a table that is still being checked can be withdrawn"


async def peak(sinergi: Sinergi, work: str, rows: int) -> int:
    """The peak in KiB of a process of its own."""
    module = "tests.behaviour.agreements.imported.peak"
    environment = os.environ | sinergi.stack.environment()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, work, str(rows), env=environment, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0
    return int(output)
