"""Takes rows through the use case of their kind, for real or as a trial that leaves nothing behind."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from services.agreements.imports.commands.agreements import take_agreement
from services.agreements.imports.commands.lookups import Lookups, Taken, load_lookups
from services.agreements.imports.commands.partners import take_partner
from services.agreements.imports.commands.positions import take_position
from services.agreements.imports.commands.units import take_unit
from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.imports import Import, ImportRow, Kind, state_of, unpacked
from services.agreements.imports.store.rows import save_rows
from shared.access import Work
from shared.values.refusals import Refusal

_TAKE: Mapping[Kind, Callable[[Work, Lookups, Reading], Awaitable[Taken | None]]] = {
    "agreements": take_agreement,
    "partners": take_partner,
    "positions": take_position,
    "units": take_unit,
}


async def take_rows(work: Work, received: Import, rows: Sequence[ImportRow], *, trial: bool) -> list[ImportRow]:
    """The rows with their findings and states, saved. A trial, and a row that is refused, change nothing else."""
    lookups = await load_lookups(work, received, rows, trial=trial)
    taken = []
    for row in rows:
        taken.append(await _take(work, received, row, lookups))
        lookups.note(taken[-1])
    await save_rows(work.connection, received.id, taken)
    return taken


async def _take(work: Work, received: Import, row: ImportRow, lookups: Lookups) -> ImportRow:
    reading = Reading(unpacked(row.cells), frozenset(row.marks))
    lookups.row_number = row.number
    try:
        taken = await _attempt(work, received, lookups, reading)
    except Refusal as refusal:
        taken = None
        reading.refuse("", refusal)
    findings = tuple(reading.findings)
    state = state_of(findings, whole=taken is not None, known=taken is not None and taken.known)
    if state in ("ready", "cautioned") and not lookups.trial:
        state = "accepted"
    kept = taken if taken and state in ("accepted", "known") and not taken.of_another_row else None
    return row.model_copy(
        update={
            "state": state,
            "findings": findings,
            "resource_id": kept.resource_id if kept else None,
            "before": kept.before if kept else None,
        }
    )


async def _attempt(work: Work, received: Import, lookups: Lookups, reading: Reading) -> Taken | None:
    emitted = work.emitted
    # A savepoint for each row: its locks end with it, so a long trial holds up no other request.
    savepoint = work.connection.transaction()
    await savepoint.start()
    keeps = False
    try:
        taken = await _TAKE[received.kind](work, lookups, reading)
        keeps = not (lookups.trial or taken is None or reading.refused or taken.known)
    finally:
        if keeps:
            await savepoint.commit()
        else:
            await savepoint.rollback()
            work.discard_after(emitted)
    return taken
