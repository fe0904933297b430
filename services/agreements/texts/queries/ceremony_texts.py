"""Fills the data of the list and of the record of a ceremony."""

from collections.abc import Mapping
from uuid import UUID

from services.agreements.ceremonies.queries.showing import AgreementAtDesk, CeremonyDetails, PartyAtDesk
from services.agreements.meetings.model.parts import Seat
from services.agreements.register.model.units import Unit
from services.agreements.texts.model.ceremonies import (
    WRITE_LIST,
    WRITE_RECORD,
    CeremonyRecordText,
    CeremonyText,
    RowPart,
    SeatOfGuest,
    SignerPart,
)
from services.agreements.texts.model.heads import Head, acting_title
from services.agreements.texts.model.names import in_full
from services.agreements.texts.model.numbers import clock_of, clock_time, written
from services.agreements.texts.model.parts import SeatPart
from services.agreements.texts.model.seats import in_pairs
from shared.values.labels import label

Names = Mapping[UUID, str]
Heads = Mapping[UUID, Head]


def ceremony_text(ceremony: CeremonyDetails, names: Names, heads: Heads) -> CeremonyText:
    """The data of the list. Raises `WrongState` for a ceremony that was called off."""
    WRITE_LIST.require(ceremony.state)
    keeper = heads.get(ceremony.keeper.id)
    return CeremonyText(
        title=ceremony.title,
        keeper=_name(ceremony.keeper, names),
        position=acting_title(keeper.title, keeper.capacity) if keeper else "",
        guests=[_name(each, names) for each in ceremony.guests],
        day=written(ceremony.held_on or ceremony.planned_on),
        clock=clock_time(ceremony.begins_at, ceremony.zone) if ceremony.begins_at else "",
        venue=ceremony.venue or "",
        speakers=[_seat(each) for each in ceremony.speakers],
        witnesses=[_seat(each) for each in ceremony.witnesses],
        rows=[_row(ceremony, each, names, heads) for each in ceremony.agreements],
    )


def ceremony_record_text(ceremony: CeremonyDetails, names: Names, heads: Heads) -> CeremonyRecordText:
    """The data of the record. Raises `WrongState` unless the ceremony was held."""
    WRITE_RECORD.require(ceremony.state)
    found = ceremony.reconciliation
    if found is None:
        raise TypeError("a ceremony that was held is reconciled")
    plan = ceremony_text(ceremony, names, heads)
    return CeremonyRecordText(
        **dict(plan),
        planned=found.planned,
        signed=found.signed,
        late=found.late,
        absent=found.absent,
        withdrawn=found.withdrawn,
        papers=found.papers_counted,
        note=found.papers_note or "",
        seats=in_pairs(_seats(plan)),
    )


def _row(ceremony: CeremonyDetails, row: AgreementAtDesk, names: Names, heads: Heads) -> RowPart:
    return RowPart(
        ordinal=row.ordinal,
        title=row.title,
        registration=row.registration_number,
        number=row.document_number or "",
        keeper=_name(ceremony.keeper_of(row), names),
        signers=[_signer(ceremony, row, each, names, heads) for each in row.parties],
        outcome=label("ceremony_outcome", row.outcome).id if row.outcome else "",
    )


def _signer(
    ceremony: CeremonyDetails, row: AgreementAtDesk, party: PartyAtDesk, names: Names, heads: Heads
) -> SignerPart:
    orders = [f"urutan {each.order_number}, pukul {clock_of(each.signed_at, ceremony.zone)}" for each in party.given]
    return SignerPart(
        name=_name(party.unit, names),
        position="; ".join(_positions(ceremony, row, party, heads.get(party.unit.id))),
        order="; ".join(orders),
    )


def _positions(ceremony: CeremonyDetails, row: AgreementAtDesk, party: PartyAtDesk, head: Head | None) -> list[str]:
    """The positions that signed here; before that those prepared for the list, or the head of the day."""
    if party.given:
        return [each.position for each in party.given]
    prepared = [
        each.signs_as for each in ceremony.entry(row.agreement_id).signatories if each.party_id == party.party_id
    ]
    if prepared:
        return [acting_title(each.position, each.capacity) for each in prepared]
    return [acting_title(head.title, head.capacity)] if head else []


def _seat(seat: Seat) -> SeatOfGuest:
    organisation = in_full(seat.organisation) if seat.organisation else ""
    return SeatOfGuest(position=seat.position, organisation=organisation)


def _seats(plan: CeremonyText) -> list[SeatPart]:
    keeper = SeatPart(called="Penyelenggara", name=plan.keeper, position=plan.position, signed="")
    witnesses = [
        SeatPart(called="Saksi", name=each.organisation, position=each.position, signed="") for each in plan.witnesses
    ]
    return [keeper, *witnesses]


def _name(unit: Unit, names: Names) -> str:
    return in_full(names.get(unit.id, unit.name))
