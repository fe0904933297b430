"""Outputs: their days, their value, and the scope items that they fulfil."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.programs.outcomes.model.outcome import Outcome, OutcomeIsRetracted, fulfilled, require_possible
from services.programs.outcomes.model.output import (
    OUTPUT,
    OutputFacts,
    ProductUnnamed,
    QuantityOfThings,
    SoldWithoutValue,
)
from services.programs.outcomes.model.period import Period
from services.programs.program.model.life import ProgramEnd, Suspension
from services.programs.program.model.program import Program
from services.programs.program.model.refusals import DayTooEarly, DayTooLate, ProgramIsSuspended
from services.programs.sessions.model.delivery import DeliveryNotCovered
from shared.values.refusals import DayImpossible, DayInTheFuture, WrongState
from tests.unit.programs.examples import authorisation, open_program, planned_program

TODAY = date(2026, 4, 15)
NOW = datetime(2026, 4, 15, tzinfo=UTC)


def facts(**changed: Any) -> OutputFacts:
    return OutputFacts(**OUTPUT | changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"value": -1},
        {"quantity": 0},
        {"quantity": "12"},
        {"quantity": True},
        {"quantity": 2.0625},
        {"quantity": float("nan")},
        {"quantity": 1_000_000_001},
        {"unit": "sack"},
        {"product": "pastry"},
        {"made": "2026-13"},
        {"made": "28 Maret"},
    ],
)
def test_what_is_no_number_unit_or_day_cannot_be_reported(changed: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        facts(**changed)


def test_measures_have_fractions_and_things_have_none() -> None:
    rice = facts(product="rice", unit="kilogram", quantity=12.5)
    rice.require_sound()
    assert (rice.quantity, rice.model_dump_json().count('"quantity":12.5,')) == (Decimal("12.5"), 1)
    facts(quantity=240.0).require_sound()
    with pytest.raises(QuantityOfThings) as refused:
        facts(unit="piece", quantity=12.5).require_sound()
    assert refused.value.sentence.id == (
        "Jumlah dalam buah adalah bilangan bulat. Pecahan hanya dalam satuan kilogram, liter, dan meter."
    )


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026-02-03", date(2026, 2, 3), date(2026, 2, 3)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_period_is_a_day_a_month_or_a_year(written: str, first: date, last: date) -> None:
    assert Period.read(written) == Period(first, last)


def test_a_day_that_no_calendar_has_is_refused() -> None:
    with pytest.raises(DayImpossible):
        Period.read("2026-02-30")


@given(st.dates(date(1900, 1, 1), date(2998, 12, 31)))
def test_every_day_is_in_its_month_and_in_its_year(day: date) -> None:
    month, year = Period.read(f"{day:%Y-%m}"), Period.read(f"{day.year:04}")
    assert year.first <= month.first <= day <= month.last <= year.last
    assert (month.last + timedelta(days=1)).day == 1
    assert month.months == [day.replace(day=1)]
    assert len(year.months) == 12


def test_what_is_sold_has_a_value_and_another_product_a_description() -> None:
    for wrong in (facts(value=None), facts(value=0)):
        with pytest.raises(SoldWithoutValue):
            wrong.require_sound()
    facts(value=None, disposal="used").require_sound()
    with pytest.raises(ProductUnnamed):
        facts(product="other").require_sound()
    facts(product="other", description="Sapu lidi").require_sound()


@pytest.mark.parametrize("made", ["2026-04-16", "2026-04", "2026"])
def test_a_day_to_come_and_a_month_that_is_not_over_are_refused(made: str) -> None:
    with pytest.raises(DayInTheFuture):
        require_possible(open_program(), facts(made=made), TODAY)


def test_a_program_has_outcomes_from_its_opening_to_its_end() -> None:
    program = open_program()
    require_possible(program, facts(), TODAY)
    with pytest.raises(DayTooEarly):
        program.bring_forth(date(2026, 3, 1))
    program.suspensions = (Suspension(3, date(2026, 3, 10), "facility_works", "facility"),)
    with pytest.raises(ProgramIsSuspended):
        require_possible(program, facts(made="2026-03-11"), TODAY)
    # Only some days of a month may have been suspended.
    require_possible(program, facts(), TODAY)
    program.ending = ProgramEnd("cancelled", date(2026, 3, 20), "facility")
    with pytest.raises(DayTooLate):
        require_possible(program, facts(made="2026-03-21"), TODAY)


def test_the_first_outcome_makes_a_program_run_that_is_open() -> None:
    program: Program = open_program()
    assert program.bring_forth(date(2026, 3, 31))
    assert program.state == "running"
    assert not program.bring_forth(date(2026, 3, 31))
    with pytest.raises(WrongState):
        planned_program().bring_forth(date(2026, 3, 31))


def test_only_items_in_force_in_the_period_are_fulfilled() -> None:
    ended = authorisation().end(date(2026, 3, 5), "agreement_terminated")
    program = open_program()
    program.authorise(ended)
    item = ended.scope_item_id
    assert fulfilled(program, facts(), frozenset({item})) == (ended,)
    assert fulfilled(program, facts(), frozenset()) == ()
    with pytest.raises(DeliveryNotCovered):
        fulfilled(program, facts(made="2026-03-06"), frozenset({item}))
    with pytest.raises(DeliveryNotCovered):
        fulfilled(program, facts(), frozenset({UUID(int=99)}))


def test_a_retracted_outcome_does_not_change_again() -> None:
    outcome = Outcome(UUID(int=1), UUID(int=2), facts(), ())
    corrected = outcome.correct(facts(quantity=200), ())
    assert (corrected.facts.period, corrected.version) == (outcome.facts.period, 2)
    retracted = corrected.retract(NOW)
    assert (retracted.version, retracted.retracted_at) == (3, NOW)
    with pytest.raises(OutcomeIsRetracted):
        retracted.retract(NOW)
    with pytest.raises(OutcomeIsRetracted):
        retracted.correct(facts(), ())
