"""Taking a table of addresses: each account still has to confirm its own by a code."""

import asyncio
import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import BinaryIO

from services.notifications.contacts.commands.ways import KEEPERS, give
from services.notifications.contacts.model.recipients import address_in
from services.notifications.contacts.model.rows import AddressRow, RefusedAddress, WayOutcome
from services.notifications.contacts.store import load_recipient
from shared.access import Work, nationwide, use_case
from shared.tables.cells import text_of
from shared.tables.header import Column
from shared.tables.limits import TableTooLarge
from shared.tables.reading import Record, read_table
from shared.values.refusals import Refusal

COLUMNS = (
    Column("account", ("Akun", "Account"), required=True),
    Column("channel", ("Saluran", "Channel"), required=True),
    Column("address", ("Alamat", "Surel atau nomor telepon", "Address"), required=True),
)
MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class AdmitAddresses:
    """A table of addresses is about to arrive."""


@use_case(*KEEPERS, scope=nationwide, changes=False)
async def admit_addresses(_work: Work, _command: AdmitAddresses) -> None:
    """Refuse a table of an account that may not give addresses, before it arrives."""


@dataclass(frozen=True, slots=True)
class ImportAddresses:
    """Take the addresses of a table; a dry run answers in the same way and changes nothing."""

    file: BinaryIO
    dry_run: bool


@dataclass(slots=True)
class TakenAddresses:
    """The outcomes of the rows; those refused are named by their number alone."""

    dry_run: bool
    outcomes: Counter[WayOutcome] = field(default_factory=Counter)
    refused: list[RefusedAddress] = field(default_factory=list)


@use_case(*KEEPERS, scope=nationwide)
async def import_addresses(work: Work, command: ImportAddresses) -> TakenAddresses:
    """Take every row that is right; a code is sent to each new address. Raises a refusal of the file."""
    # In a thread, because reading a workbook would hold up every other request of the process.
    rows = await asyncio.to_thread(_rows, command.file)
    taken = TakenAddresses(command.dry_run)
    async with work.part(kept=not command.dry_run):
        for row in rows:
            try:
                taken.outcomes[await _take(work, row)] += 1
            except Refusal as refusal:
                taken.refused.append(RefusedAddress(row.entry, refusal))
    return taken


async def _take(work: Work, row: AddressRow) -> WayOutcome:
    account, channel = row.require_account(), row.read_channel()
    known = (await load_recipient(work.connection, account)).ways.get(channel)
    if known is not None and known.address == address_in(channel, row.address):
        return "unchanged"
    await give(work, account, channel, row.address)
    return "given"


def _rows(file: BinaryIO) -> list[AddressRow]:
    records = (each for each in read_table(file, COLUMNS).rows if isinstance(each, Record))
    rows = [_row(record) for record in itertools.islice(records, MOST_ROWS + 1)]
    if len(rows) > MOST_ROWS:
        raise TableTooLarge(rows=len(rows), columns=len(COLUMNS), most_rows=MOST_ROWS, most_columns=len(COLUMNS))
    return rows


def _row(record: Record) -> AddressRow:
    cells = {column.name: text_of(record.cells.get(column.name, "")).strip() for column in COLUMNS}
    return AddressRow(record.number, **cells)
