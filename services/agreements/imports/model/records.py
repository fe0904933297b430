"""Rows that name their record by its id, as an export has them."""

from uuid import UUID

from services.agreements.imports.model.findings import Reading
from shared.values.refusals import Invalid
from shared.values.texts import Text


class RecordUnknown(Invalid):
    """No record of this kind has the id of the row."""

    title = Text("ID Sinergi tidak dikenal", "Unknown id")
    detail = Text(
        'Tidak ada data dengan ID "{written}". Kosongkan sel ini untuk data baru.',
        'No record has the id "{written}". Empty this cell for a new record.',
    )


def read_id(reading: Reading) -> UUID | None:
    """The id of the record that a row names; None if it names none, or none that can be read."""
    written = reading.text("id")
    if written is None:
        return None
    try:
        return UUID(written)
    except ValueError:
        reading.refuse("id", RecordUnknown(written=written))
        return None
