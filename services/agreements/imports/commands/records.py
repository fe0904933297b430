"""Rows that name their record by its id, as an export has them: they change nothing."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.imports import Kind
from services.agreements.imports.model.records import RecordUnknown, read_id
from services.agreements.imports.store.lookups import Record, load_agreement, load_partner, load_position
from shared.access import Work
from shared.postgres.connections import Connection

_LOAD: Mapping[Kind, Callable[[Connection, UUID], Awaitable[Record | None]]] = {
    "agreements": load_agreement,
    "partners": load_partner,
    "positions": load_position,
}


async def find_record(work: Work, kind: Kind, reading: Reading) -> Record | None:
    """The record of a row that has an id. A finding if no record has this id."""
    id_ = read_id(reading)
    if id_ is None:
        return None
    found = await _LOAD[kind](work.connection, id_)
    if found is None:
        reading.refuse("id", RecordUnknown(written=str(id_)))
    return found
