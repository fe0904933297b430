"""Reserving a block of document numbers for the list of a ceremony."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.store.loading import load_agreement
from services.agreements.ceremonies.access import KEEPERS, scope_to_sign_for
from services.agreements.ceremonies.model.ceremony import RESERVE
from services.agreements.ceremonies.model.numbering import numbers_in_block
from services.agreements.ceremonies.store.ceremonies import load_ceremony
from services.agreements.signing.commands.numbering import RecordNumber, record_number
from shared.access import Work, use_case


@dataclass(frozen=True, slots=True)
class ReserveNumbers:
    """A pattern such as `W.13-PAS-#/2026`, the first running number, and the date of the documents.

    The numbers are those of the keeper of the ceremony, or of the guest that is named.
    """

    ceremony_id: UUID
    pattern: str
    first: int
    dated_on: date | None = None
    override_reason: str | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReservedInBlock:
    """The number that an agreement got."""

    agreement_id: UUID
    number: str


@use_case(*KEEPERS, scope=scope_to_sign_for)
async def reserve_numbers(work: Work, command: ReserveNumbers) -> list[ReservedInBlock]:
    """Number each agreement of the unit that has no number of it, in the order of the list.

    If one of the numbers is refused, none is recorded.
    """
    ceremony = await load_ceremony(work.connection, command.ceremony_id)
    RESERVE.require(ceremony.state)
    unit = ceremony.unit(command.unit_id)
    own = [each.agreement_id for each in ceremony.entries if each.keeper_id == unit.id]
    listed = [await load_agreement(work.connection, each) for each in own]
    numberless = [(each, party_id) for each in listed if (party_id := _without_number(each, unit.id))]
    numbers = numbers_in_block(command.pattern, command.first, len(numberless))
    reserved = [(each.id, party_id, number) for (each, party_id), number in zip(numberless, numbers, strict=True)]
    # In the order of the ids, so that two blocks never wait for each other.
    for agreement_id, party_id, number in sorted(reserved):
        await record_number(
            work,
            RecordNumber(
                agreement_id=agreement_id,
                expected_version=None,
                party_id=party_id,
                number=number,
                dated_on=command.dated_on,
                override_reason=command.override_reason,
            ),
        )
    return [ReservedInBlock(agreement_id, number) for agreement_id, _, number in reserved]


def _without_number(agreement: Agreement, keeper_id: UUID) -> UUID | None:
    numbered = {number.party_id for number in agreement.numbers}
    party = next((each for each in agreement.principals if each.unit.id == keeper_id), None)
    return party.id if party and party.id not in numbered else None
