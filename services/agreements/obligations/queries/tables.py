"""The ledger as a table, with a row for each due."""

from collections.abc import AsyncIterator, Sequence
from typing import IO

from services.agreements.obligations.queries.ledger import Ledger, LedgerRow
from shared.tables.formats import Format
from shared.tables.temporary import written
from shared.tables.writing import Cell
from shared.values.labels import label

SHEET = "Neraca kewajiban"
TITLES = (
    "Nomor registrasi",
    "Pihak",
    "Kewajiban",
    "Yang dihitung",
    "Waktu pemenuhan",
    "Masa mulai",
    "Tenggat",
    "Keadaan",
    "Ditagih",
    "Dipenuhi",
    "Melalui pertemuan",
    "Lewat tenggat",
    "Dibebaskan",
    "Belum jatuh tempo",
)


async def table_of(ledger: Ledger, format_: Format) -> IO[bytes]:
    """A ledger as a file, which the caller closes."""
    return await written(format_, SHEET, TITLES, _rows(ledger))


async def _rows(ledger: Ledger) -> AsyncIterator[Sequence[Cell]]:
    for each in ledger.rows:
        yield _cells(each)


def _cells(row: LedgerRow) -> Sequence[Cell]:
    return (
        row.registration_number,
        row.unit_name,
        row.description,
        label("obligation_measure", row.measure).id,
        label("obligation_schedule", row.schedule).id,
        row.period_from,
        row.due_on,
        label("due_state", row.state).id,
        row.due,
        row.delivered,
        row.by_sessions,
        row.missed,
        row.waived,
        row.open,
    )
