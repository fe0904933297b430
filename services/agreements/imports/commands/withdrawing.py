"""Withdrawing an import whole: each record that it made is taken back by the use case of its kind."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.commands.retracting import RetractRegistration, retract_registration
from services.agreements.imports.access import IMPORTERS, scope_to_change
from services.agreements.imports.commands.particulars import take_particulars_back
from services.agreements.imports.commands.units import take_unit_back
from services.agreements.imports.model.findings import Reading
from services.agreements.imports.model.imports import SLICE, Import, ImportRow, Kind
from services.agreements.imports.store.imports import lock_import, save_withdrawn
from services.agreements.imports.store.rows import load_accepted, save_rows
from services.agreements.register.commands.closing import ClosePartner, close_partner
from services.agreements.register.commands.positions import EndPosition, end_position
from services.agreements.register.store.partners import lock_partner
from services.agreements.register.store.positions import lock_position
from shared.access import Work, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.refusals import Denied, Refusal
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class WithdrawImport:
    """The next accepted rows of an import are taken back; the import itself when none is left."""

    import_id: UUID
    reason: str
    limit: int = SLICE


@use_case(*IMPORTERS, scope=scope_to_change)
async def withdraw_import(work: Work, command: WithdrawImport) -> int:
    """Take back the next rows, a successor before its predecessor; returns how many. Raises `ImportWithdrawn`.

    A record that is in use by now stays; the finding of its row has the reason. Raises `Denied` where the account may
    not take back records of this kind, such as partners.
    """
    received = await lock_import(work.connection, command.import_id)
    received.require_live()
    rows = await load_accepted(work.connection, received.id, command.limit)
    taken = [await _take_back(work, received, row, command.reason) for row in rows]
    await save_rows(work.connection, received.id, taken)
    if not await load_accepted(work.connection, received.id, 1):
        await save_withdrawn(work.connection, received, command.reason, work.now)
    return len(rows)


async def _take_back(work: Work, received: Import, row: ImportRow, reason: str) -> ImportRow:
    emitted = work.emitted
    reading = Reading({})
    try:
        async with work.connection.transaction():
            await _TAKE_BACK[received.kind](work, row, reason)
    except Denied:
        # Not a matter of the row: an account with the right may still withdraw the import.
        raise
    except Refusal as refusal:
        work.discard_after(emitted)
        reading.refuse("", refusal)
    state = "known" if reading.refused else "withdrawn"
    return row.model_copy(update={"state": state, "findings": (*row.findings, *reading.findings)})


async def _retract(work: Work, row: ImportRow, reason: str) -> None:
    await retract_registration(work, RetractRegistration(_id(row), reason))


async def _close(work: Work, row: ImportRow, reason: str) -> None:
    if row.before is not None:
        # The row has added to a partner that was on record already.
        await take_particulars_back(work, _id(row), row.before)
        return
    partner = await lock_partner(work.connection, _id(row))
    await close_partner(work, ClosePartner(partner.id, day_in(CAPITAL_ZONE, work.now), reason, partner.version))


async def _end(work: Work, row: ImportRow, reason: str) -> None:
    position, version = await lock_position(work.connection, _id(row))
    last_day = max(position.valid_from, day_in(CAPITAL_ZONE, work.now))
    await end_position(work, EndPosition(position.id, last_day, reason, version))


async def _restore(work: Work, row: ImportRow, reason: str) -> None:
    await take_unit_back(work, _id(row), row.before or {}, reason)


_TAKE_BACK: Mapping[Kind, Callable[[Work, ImportRow, str], Awaitable[None]]] = {
    "agreements": _retract,
    "partners": _close,
    "positions": _end,
    "units": _restore,
}


def _id(row: ImportRow) -> UUID:
    if row.resource_id is None:
        raise ValueError(row.number)
    return row.resource_id
