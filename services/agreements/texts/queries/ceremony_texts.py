"""Fills the data of the list and of the record of a ceremony."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class UnitsThen:
    """On the day of a ceremony: names of our units, heads of units, and by party the positions that had signed."""

    names: Mapping[UUID, str]
    heads: Mapping[UUID, Head]
    signed: Mapping[UUID, Sequence[str]]

    def name(self, unit: Unit) -> str:
        """The name of a unit as papers have it."""
        return in_full(self.names.get(unit.id, unit.name))

    def head(self, unit: Unit) -> str:
        """The position that heads a unit; empty if it is not known."""
        found = self.heads.get(unit.id)
        return acting_title(found.title, found.capacity) if found else ""


def ceremony_text(ceremony: CeremonyDetails, then: UnitsThen) -> CeremonyText:
    """The data of the list. Raises `WrongState` for a ceremony that was called off."""
    WRITE_LIST.require(ceremony.state)
    return CeremonyText(
        title=ceremony.title,
        keeper=then.name(ceremony.keeper),
        position=then.head(ceremony.keeper),
        guests=[then.name(each) for each in ceremony.guests],
        day=written(ceremony.held_on or ceremony.planned_on),
        clock=clock_time(ceremony.begins_at, ceremony.zone) if ceremony.begins_at else "",
        venue=ceremony.venue or "",
        speakers=[_seat(each) for each in ceremony.speakers],
        witnesses=[_seat(each) for each in ceremony.witnesses],
        rows=[_row(ceremony, each, then) for each in ceremony.agreements],
    )


def ceremony_record_text(ceremony: CeremonyDetails, then: UnitsThen) -> CeremonyRecordText:
    """The data of the record. Raises `WrongState` unless the ceremony was held."""
    WRITE_RECORD.require(ceremony.state)
    found = ceremony.reconciliation
    if found is None:
        raise TypeError("a ceremony that was held is reconciled")
    plan = ceremony_text(ceremony, then)
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


def _row(ceremony: CeremonyDetails, row: AgreementAtDesk, then: UnitsThen) -> RowPart:
    return RowPart(
        ordinal=row.ordinal,
        title=row.title,
        registration=row.registration_number,
        number=row.document_number or "",
        keeper=then.name(ceremony.keeper_of(row)),
        signers=[_signer(ceremony, row, each, then) for each in row.parties],
        outcome=label("ceremony_outcome", row.outcome).id if row.outcome else "",
    )


def _signer(ceremony: CeremonyDetails, row: AgreementAtDesk, party: PartyAtDesk, then: UnitsThen) -> SignerPart:
    orders = [f"urutan {each.order_number}, pukul {clock_of(each.signed_at, ceremony.zone)}" for each in party.given]
    return SignerPart(
        name=then.name(party.unit),
        position="; ".join(_positions(ceremony, row, party, then)),
        order="; ".join(orders),
    )


def _positions(ceremony: CeremonyDetails, row: AgreementAtDesk, party: PartyAtDesk, then: UnitsThen) -> Sequence[str]:
    """The positions that signed; before the ceremony those prepared for its list, or the head of the day."""
    signed = then.signed.get(party.party_id, ())
    # After the ceremony, a party that did not sign at it has no signatory.
    if signed or ceremony.state == "held":
        return signed
    entry = ceremony.entry(row.agreement_id)
    prepared = [each.signs_as for each in entry.signatories if each.party_id == party.party_id]
    if prepared:
        return [acting_title(each.position, each.capacity) for each in prepared]
    return [found] if (found := then.head(party.unit)) else []


def _seat(seat: Seat) -> SeatOfGuest:
    organisation = in_full(seat.organisation) if seat.organisation else ""
    return SeatOfGuest(position=seat.position, organisation=organisation)


def _seats(plan: CeremonyText) -> list[SeatPart]:
    keeper = SeatPart(called="Penyelenggara", name=plan.keeper, position=plan.position, signed="")
    witnesses = [
        SeatPart(called="Saksi", name=each.organisation, position=each.position, signed="") for each in plan.witnesses
    ]
    return [keeper, *witnesses]
