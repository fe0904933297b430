"""Which obligation a session fulfils, and how much it delivers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from services.programs.obligations.model import Obligation
from services.programs.program.model.parts import Organisation
from services.programs.sessions.model.audience import AudienceGroup
from services.programs.sessions.model.delivery import (
    Delivery,
    DeliveryAmbiguous,
    DeliveryNotCovered,
    ObligationAmbiguous,
    named_delivery,
    proposed_obligations,
)
from services.programs.sessions.model.session import Session
from tests.unit.programs.examples import authorisation, session_facts

REGENCY, OFFICE, OTHER = (UUID(int=number) for number in (81, 82, 83))
OF_THE_OFFICE = {OFFICE: 0, REGENCY: 1}
DAY = date(2026, 3, 9)


def obligation(number: int, unit: UUID = REGENCY, **changes: Any) -> Obligation:
    agreement = authorisation(31).agreement_id
    known = Obligation(
        id=UUID(int=number),
        agreement_id=agreement,
        line_id=agreement,
        unit=Organisation(unit, "Contoh"),
        measure="sessions",
        quantity=20,
        schedule="monthly",
        scope_item_id=UUID(int=31),
        ended_on=None,
        version=1,
    )
    return replace(known, **changes)


def proposed(*obligations: Obligation, of: dict[UUID, int]) -> list[int]:
    found = proposed_obligations([authorisation(31)], obligations, [of])
    return [each.id.int for each in found]


def test_by_default_it_is_the_one_of_the_instructors_organisation_in_the_item() -> None:
    of_another_item, of_no_item = obligation(3, scope_item_id=UUID(int=32)), obligation(4, scope_item_id=None)
    assert proposed(obligation(1), obligation(2, OTHER), of_another_item, of_no_item, of=OF_THE_OFFICE) == [1]
    assert proposed(obligation(1), obligation(2, OFFICE), of=OF_THE_OFFICE) == [2]
    assert proposed(obligation(1, OFFICE), of={REGENCY: 0}) == []
    assert proposed_obligations([], [obligation(1)], [OF_THE_OFFICE]) == ()


def test_with_several_one_must_choose() -> None:
    with pytest.raises(ObligationAmbiguous) as refused:
        proposed(obligation(1), obligation(2), of=OF_THE_OFFICE)
    assert len(refused.value.members()["choices"]) == 2


def test_a_named_obligation_is_fulfilled_together_with_its_item() -> None:
    covered_by, promised = (authorisation(31), authorisation(32)), obligation(1)
    assert named_delivery(covered_by, [promised], [promised.id], DAY) == Delivery((covered_by[0],), (promised,))
    with pytest.raises(DeliveryNotCovered):
        named_delivery(covered_by, [], [promised.id], DAY)


def test_one_of_no_item_needs_an_item_of_its_agreement() -> None:
    first, second = authorisation(31), authorisation(32)
    promised = obligation(1, scope_item_id=None)
    assert named_delivery([first], [promised], [promised.id], DAY).items == (first,)
    second = replace(second, agreement_id=first.agreement_id)
    assert named_delivery([first, second], [promised], [promised.id, second.scope_item_id], DAY).items == (second,)
    with pytest.raises(DeliveryAmbiguous):
        named_delivery([first, second], [promised], [promised.id], DAY)


@pytest.mark.parametrize(("measure", "delivered"), [("sessions", 1), ("minutes", 90), ("goods", 0), ("rupiah", 0)])
def test_a_session_delivers_in_the_measure_of_the_obligation(measure: Any, delivered: int) -> None:
    assert obligation(1, measure=measure).delivered_by(90, 12) == delivered


def test_a_session_without_its_length_delivers_no_minutes_and_a_retracted_one_nothing() -> None:
    minutes, persons = obligation(1, measure="minutes"), obligation(2, measure="persons")
    audience = (AudienceGroup(participants="convict", number=12),)
    facts = session_facts(minutes=None, audience=audience)
    held = Session(UUID(int=9), UUID(int=8), None, facts, (), (minutes, persons))
    assert held.credits == {persons: 12}
    assert held.retract(datetime(2026, 3, 10, tzinfo=UTC)).credits == {}


def test_an_obligation_binds_until_its_last_day() -> None:
    assert obligation(1).binds_on(DAY)
    assert obligation(1, ended_on=DAY).binds_on(DAY)
    assert not obligation(1, ended_on=date(2026, 3, 8)).binds_on(DAY)
