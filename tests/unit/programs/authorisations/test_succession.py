"""What a signed scope item asks for, and what becomes of it at a succession."""

from datetime import date
from uuid import UUID

from services.programs.authorisations.model import Continuation, Ending, Succession
from services.programs.program.model.parts import Authorisation, Organisation
from tests.unit.programs.examples import AGENCY, AGREEMENT, SUCCESSOR, authorisation, undertaking

ON = date(2026, 6, 1)
KEPT, RENEWED, DROPPED = UUID(int=31), UUID(int=41), UUID(int=32)
OTHER_AGENCY = Organisation(UUID(int=52), "Dinas Contoh Lain")
LATER = date(2036, 2, 28)
SUCCESSION = Succession(AGREEMENT, SUCCESSOR, ON, LATER, {KEPT: Continuation(RENEWED, AGENCY)})


def test_an_undertaking_belongs_to_the_fiscal_year_in_which_it_begins() -> None:
    assert undertaking(since=date(2025, 12, 31)).fiscal_year == 2025
    assert undertaking(since=date(2026, 1, 1)).fiscal_year == 2026


def test_an_undertaking_carries_a_program_from_its_first_day() -> None:
    assert undertaking().authorisation() == authorisation(31)


def test_a_kept_item_is_carried_on_by_the_successor_without_a_gap() -> None:
    (ending,) = SUCCESSION.endings([authorisation(31)])
    old, new = ending.old, ending.new
    assert new is not None
    assert old == authorisation(31, ended_on=ON)
    assert new == Authorisation(SUCCESSOR, AGREEMENT, RENEWED, AGENCY, ON, until=LATER)
    assert not old.in_force_on(ON)
    assert new.in_force_on(ON)


def test_another_agency_may_answer_for_it_from_then_on_or_none() -> None:
    for agency in (OTHER_AGENCY, None):
        succession = Succession(AGREEMENT, SUCCESSOR, ON, LATER, {KEPT: Continuation(RENEWED, agency)})
        (ending,) = succession.endings([authorisation(31)])
        assert (ending.old.agency, ending.new and ending.new.agency) == (AGENCY, agency)


def test_a_dropped_item_ends_and_nothing_carries_on() -> None:
    (ending,) = SUCCESSION.endings([authorisation(32)])
    assert ending == Ending(authorisation(32, ended_on=ON), None)
    assert ending.changed == (authorisation(32, ended_on=ON),)


def test_what_another_agreement_carries_is_left_alone() -> None:
    assert SUCCESSION.endings([authorisation(31, agreement_id=UUID(int=99))]) == []


def test_what_ended_before_does_not_end_again() -> None:
    assert SUCCESSION.endings([authorisation(31, ended_on=date(2026, 4, 1))]) == []
