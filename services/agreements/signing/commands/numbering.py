"""Recording and replacing document numbers, from the draft on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.access import require_own_desk
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Caution, DocumentNumber, Party, Receipt
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.agreement.store.saving import save_agreement
from services.agreements.register.store.units import load_units
from services.agreements.signing.access import SIGNERS, scope_to_sign
from services.agreements.signing.model import (
    double_number,
    number_of,
    party_of,
    require_issuer,
    require_unnumbered,
)
from services.agreements.signing.store import insert_number, save_replaced
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNumber:
    """The number of one party; by default the party issued it, in the year of its date or in this year."""

    agreement_id: UUID
    expected_version: int | None
    party_id: UUID
    number: str
    issuer_id: UUID | None = None
    year: int | None = None
    dated_on: date | None = None
    override_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceNumber(RecordNumber):
    """A wrong number is replaced, for a reason."""

    number_id: UUID
    reason: str


@use_case(*SIGNERS, scope=scope_to_sign)
async def record_number(work: Work, command: RecordNumber) -> Receipt:
    """Record the number of a party, before or after it signs."""
    agreement, party = await _lock(work, command)
    require_unnumbered(agreement, party)
    return await _insert(work, agreement, party, command)


@use_case(*SIGNERS, scope=scope_to_sign)
async def replace_number(work: Work, command: ReplaceNumber) -> Receipt:
    """Replace a wrong number of a party; the old one stays on record with the reason."""
    agreement, party = await _lock(work, command)
    old = number_of(agreement, command.number_id)
    await save_replaced(work, old, command.reason)
    agreement.numbers = tuple(number for number in agreement.numbers if number.id != old.id)
    return await _insert(work, agreement, party, command)


async def _lock(work: Work, command: RecordNumber) -> tuple[Agreement, Party]:
    agreement = await lock_agreement(work.connection, command.agreement_id)
    if command.expected_version is not None:
        require_version(agreement.version, command.expected_version)
    party = party_of(agreement, command.party_id)
    require_own_desk(work, agreement.desk_of(party), command.override_reason)
    return agreement, party


async def _insert(work: Work, agreement: Agreement, party: Party, command: RecordNumber) -> Receipt:
    issuer_id = command.issuer_id or party.unit.id
    issuer = (await load_units(work.connection, [issuer_id]))[issuer_id]
    require_issuer(party, issuer)
    dated_on = command.dated_on
    year = command.year or (dated_on or day_in(agreement.zone, work.now)).year
    number = DocumentNumber(
        id=new_id(),
        party_id=party.id,
        issuer=issuer,
        number=command.number,
        year=year,
        dated_on=dated_on,
        override_reason=command.override_reason,
    )
    found: tuple[Caution, ...] = (double_number(number),) if await insert_number(work, agreement, number) else ()
    agreement.numbers = (*agreement.numbers, number)
    await save_agreement(work, agreement)
    return agreement.receipt().model_copy(update={"cautions": found})
