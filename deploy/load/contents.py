"""The content of made-up agreements: parties, places, scope and term, from a seed."""

from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID

from deploy.load.ids import id_at
from deploy.load.register import Register
from deploy.load.words import ACTIVITIES, Activity
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import DocumentNumber, Party, ScopeItem
from services.agreements.agreement.model.terms import FixedTerm, OpenTerm, TermClause, months_after
from services.agreements.register.model.units import Unit
from shared.access.positions import CAPITAL_ZONE
from shared.values.cooperation import Level
from shared.values.terms import day_in

REGIONAL, NATIONAL = 5, 1
"""Of 97 agreements, so many are kept by a regional office and by the directorate general."""
WITH_PROGRAM = 50
"""Each item of an agreement in so many brings programs; the others are services, so that a load plans few."""
OPEN_ENDED = 33
BUSIEST = 11
"""One of so many is of the first facility, so that lists meet a unit with very many agreements."""
PLACES = 5
"""Facilities of a regional or national agreement."""


class Kept(NamedTuple):
    """The level of an agreement, the unit that keeps it, and a facility where it is carried out."""

    level: Level
    keeper: Unit
    facility: Unit

    def counts_in(self, at: datetime) -> tuple[int, str]:
        """The year and the area in which its registration number counts."""
        return day_in(self.keeper.zone or CAPITAL_ZONE, at).year, self.keeper.region or "PUSAT"


def begin_agreement(register: Register, kept: Kept, random: Random, nth: int, at: datetime) -> Agreement:
    """An agreement without number, state and days; the first part of its content is decided by its place."""
    keeper, places = kept.keeper, _places(register, kept, random)
    partner = random.choice(register.partners)
    activities = random.sample(ACTIVITIES, 1 + nth % 3)
    government = partner.unit.category == "local_government"
    called = "Nota Kesepakatan" if government else "Perjanjian Kerja Sama"
    agreement_id = id_at(at, random)
    return Agreement(
        id=agreement_id,
        line_id=agreement_id,
        registration_number="",
        instrument="synergy_memorandum" if government and kept.level == "facility" else "cooperation_agreement",
        level=kept.level,
        keeper=keeper,
        title=f"{called} {activities[0].description} di {places[0].name}",
        zone=keeper.zone or CAPITAL_ZONE,
        parties=tuple(Party(id=id_at(at, random), role="principal", unit=unit) for unit in (keeper, partner.unit)),
        runs_at=places,
        scope_items=tuple(
            _item(
                id_at(at, random),
                each,
                register.field_names[each.field],
                random.choice(partner.agencies or (partner.unit,)),
                with_program=nth % WITH_PROGRAM == 0,
            )
            for each in activities
        ),
        term=_term(random, nth, day_in(keeper.zone or CAPITAL_ZONE, at)),
    )


def kept_by(register: Register, random: Random, nth: int) -> Kept:
    """The keeper of the agreement at a place."""
    # Not of a hundred, as the states are: each level has agreements of every state.
    kind = nth % 97
    facility = register.facilities[0] if nth % BUSIEST == 0 else random.choice(register.facilities)
    if kind < NATIONAL:
        return Kept("national", register.centre, facility)
    if kind < NATIONAL + REGIONAL:
        return Kept("regional", register.offices[facility.region or ""], facility)
    return Kept("facility", facility, facility)


def _places(register: Register, kept: Kept, random: Random) -> tuple[Unit, ...]:
    if kept.level == "national":
        return tuple(random.sample(register.facilities, PLACES))
    if kept.level == "regional":
        near = [unit for unit in register.facilities if unit.region == kept.facility.region]
        return tuple(random.sample(near, min(PLACES, len(near))))
    return (kept.facility,)


def _item(id_: UUID, activity: Activity, field_name: str, agency: Unit, *, with_program: bool) -> ScopeItem:
    return ScopeItem(
        id=id_,
        field=activity.field,
        field_name=field_name,
        description=activity.description,
        function="coaching",
        pillar="personality",
        delivery="program" if with_program else "service",
        agencies=(agency,),
    )


def _term(random: Random, nth: int, day: date) -> TermClause:
    """A term that began at most five years before the day on which it is recorded."""
    begins = day - timedelta(days=random.randrange(1_800))
    if nth % OPEN_ENDED == 0:
        return OpenTerm(starts_on=begins, notice_months=3)
    return FixedTerm(starts_on=begins, ends_on=months_after(begins, 12 * random.randint(1, 5)) - timedelta(days=1))


def number_documents(agreement: Agreement, random: Random, nth: int, at: datetime, *, all_known: bool) -> None:
    """Give each party its number; without `all_known` the partner's number is not known."""
    parties = agreement.parties if all_known else agreement.parties[:1]
    year = at.year
    agreement.numbers = tuple(
        DocumentNumber(
            id=id_at(at, random),
            party_id=party.id,
            issuer=party.unit,
            number=_number(party, agreement.id, nth, year),
            year=year,
        )
        for party in parties
    )


def _number(party: Party, agreement_id: UUID, nth: int, year: int) -> str:
    # The end of the id keeps the numbers of two loads apart.
    end = f"{agreement_id.int & 0xFFFF:04x}"
    return f"CONTOH.{nth}/PK-{end}/{year}" if party.is_ours else f"{nth}/MITRA-{end}/{year}"
