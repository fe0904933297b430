"""Finds the agreement that a row continues: on record, or in an earlier or later row of the same file."""

from datetime import date
from uuid import UUID

from services.agreements.imports.commands.lookups import Lookups
from services.agreements.imports.model.agreements import WrittenAgreement, read_agreement
from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.imports import ImportRow, unpacked
from services.agreements.imports.model.keys import keys_of
from services.agreements.imports.model.predecessors import (
    BeginsBeforeContinued,
    ContinuedMissing,
    ContinuedRefused,
)
from services.agreements.imports.store.lookups import load_agreement_by_number
from services.agreements.register.model.units import Unit
from shared.access import Work


async def find_predecessor(
    work: Work, lookups: Lookups, reading: Reading, written: WrittenAgreement, unit: Unit
) -> UUID | None:
    """The id of the agreement that is continued; None if the row continues none, or one that a trial has not kept."""
    if written.predecessor is None:
        return None
    _, after_key = keys_of("agreements", reading.cells)
    for row in lookups.rows.get(after_key or "", ()):
        if row.state in ("accepted", "known") and row.resource_id:
            break
        if row.state == "refused":
            reading.refuse("predecessor", ContinuedRefused(number=row.number))
        elif row.state in ("ready", "cautioned"):
            _require_later(lookups, reading, written, row)
        return None
    known = await load_agreement_by_number(work.connection, unit.id, written.predecessor)
    if known is None:
        reading.refuse("predecessor", ContinuedMissing(written=written.predecessor))
        return None
    found: UUID = known["id"]
    return found


def _require_later(lookups: Lookups, reading: Reading, written: WrittenAgreement, row: ImportRow) -> None:
    before: date | None = read_agreement(Reading(unpacked(row.cells)), lookups.words, lookups.today).first_day
    if before and written.first_day and written.first_day <= before:
        reading.refuse("predecessor", BeginsBeforeContinued(begins=written.first_day, before=before, number=row.number))
