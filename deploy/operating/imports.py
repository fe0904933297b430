"""Importing a table at the command line: the file is read where it is, and some rows at a time are checked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from deploy.installation.as_operator import RunUseCase, as_operator
from deploy.installation.errors import errors_as_trouble
from deploy.installation.trouble import Trouble
from services.agreements.imports.commands import withdrawing
from services.agreements.imports.commands.accepting import AcceptRows, accept_rows
from services.agreements.imports.commands.checking import CheckRows, check_rows
from services.agreements.imports.commands.receiving import ReceiveFile, receive_file
from services.agreements.imports.commands.withdrawing import WithdrawImport
from services.agreements.imports.model.imports import Kind
from services.agreements.imports.queries import imports, workbooks
from services.agreements.imports.queries.imports import ImportDetails, ShowImport
from services.agreements.imports.queries.workbooks import ShowRemarks
from services.agreements.imports.shipped import columns
from shared.operations.settings import Settings
from shared.tables.reading import read_table
from shared.tables.returned import Remarks, return_workbook
from shared.tables.writing import write_workbook
from shared.values.languages import Tongue
from shared.values.refusals import Refusal

ROWS_AT_A_TIME = 100
Report = Callable[[str, int, ImportDetails], None]
"""Called after each step with its name, the rows that it has taken so far, and the import."""


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """A file that is checked, or accepted as well; `workbook` gets the remarks, in one language."""

    kind: Kind
    path: Path
    accept: bool = False
    workbook: Path | None = None
    language: Tongue = "id"


def import_table(settings: Settings, order: ImportOrder, report: Report) -> ImportDetails:
    """Import a table, or only check it. Raises `Trouble`."""
    with errors_as_trouble():
        try:
            return asyncio.run(_import(settings, order, report))
        except Refusal as refusal:
            raise Trouble(refusal.sentence.en) from refusal
        except OSError as error:
            raise Trouble(f"{order.path}: {error.strerror}") from error


def write_template(kind: Kind, path: Path) -> None:
    """Write an empty workbook with the titles of a kind. Raises `Trouble`."""
    try:
        with path.open("wb") as file:
            write_workbook(file, kind, [column.titles[0] for column in columns()[kind]], ())
    except OSError as error:
        raise Trouble(f"{path}: {error.strerror}") from error


def show_import(settings: Settings, import_id: UUID) -> ImportDetails:
    """One import with the number of its rows in each state. Raises `Trouble`."""

    async def show() -> ImportDetails:
        async with as_operator(settings, "import show") as run:
            return await run(imports.show_import, ShowImport(import_id))

    with errors_as_trouble():
        try:
            return asyncio.run(show())
        except Refusal as refusal:
            raise Trouble(refusal.sentence.en) from refusal


def withdraw_import(settings: Settings, import_id: UUID, reason: str, report: Report) -> ImportDetails:
    """Take back every record of an import. Raises `Trouble`."""

    async def withdraw() -> ImportDetails:
        async with as_operator(settings, "import withdraw") as run:
            taken = 0
            while True:
                rows = await run(withdrawing.withdraw_import, WithdrawImport(import_id, reason, ROWS_AT_A_TIME))
                received = await run(imports.show_import, ShowImport(import_id))
                taken += rows
                report("withdrawn", taken, received)
                if received.withdrawn_at:
                    return received

    with errors_as_trouble():
        try:
            return asyncio.run(withdraw())
        except Refusal as refusal:
            raise Trouble(refusal.sentence.en) from refusal


async def _import(settings: Settings, order: ImportOrder, report: Report) -> ImportDetails:
    async with as_operator(settings, "import table") as run:
        with order.path.open("rb") as file:
            import_id = await run(receive_file, ReceiveFile(order.kind, order.path.name, file, is_kept=False))
        await _each(run, import_id, "checked", report)
        if order.accept:
            await _each(run, import_id, "accepted", report)
        if order.workbook:
            await _return(run, import_id, order, order.workbook)
        return await run(imports.show_import, ShowImport(import_id))


async def _return(run: RunUseCase, import_id: UUID, order: ImportOrder, path: Path) -> None:
    async def load(first: int, last: int) -> Remarks:
        return await run(workbooks.show_remarks, ShowRemarks(import_id, order.language, first, last))

    with order.path.open("rb") as file, path.open("wb") as returned:
        await return_workbook(file, read_table(file, columns()[order.kind]), load, returned)


async def _each(run: RunUseCase, import_id: UUID, step: str, report: Report) -> None:
    taken = 0
    while True:
        if step == "checked":
            rows = await run(check_rows, CheckRows(import_id, ROWS_AT_A_TIME))
        else:
            rows = await run(accept_rows, AcceptRows(import_id, ROWS_AT_A_TIME))
        taken += rows
        report(step, taken, await run(imports.show_import, ShowImport(import_id)))
        if not rows:
            return
