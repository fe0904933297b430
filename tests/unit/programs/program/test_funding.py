"""The money of a program in its fiscal year."""

from dataclasses import replace
from uuid import UUID

import pytest
from pydantic import ValidationError

from services.programs.program.model.funding import Funding, FundingContradictory, require_consistent
from shared.values.refusals import WrongState
from tests.unit.programs.examples import open_program, planned_program

BUDGET = Funding(source="state_budget", amount=15_000_000)


def test_each_source_is_named_once() -> None:
    require_consistent([BUDGET, Funding(source="partner")])
    with pytest.raises(FundingContradictory):
        require_consistent([BUDGET, Funding(source="state_budget", amount=1)])


@pytest.mark.parametrize("others", [[BUDGET], [Funding(source="unpaid", amount=5)]])
def test_a_program_without_cost_has_neither_an_amount_nor_another_source(others: list[Funding]) -> None:
    require_consistent([Funding(source="unpaid")])
    unpaid = [Funding(source="unpaid")] if others == [BUDGET] else []
    with pytest.raises(FundingContradictory):
        require_consistent([*unpaid, *others])


@pytest.mark.parametrize("amount", [0, -1, 10**14, 1.5])
def test_an_amount_is_a_number_of_rupiah(amount: object) -> None:
    with pytest.raises(ValidationError):
        Funding.model_validate({"source": "partner", "amount": amount})


def test_a_change_of_the_funding_is_a_new_version_also_of_a_program_that_has_ended() -> None:
    program = replace(open_program(), state="completed", version=7)
    program.change_funding()
    assert (program.version, program.history[-1].version) == (8, 2)


def test_a_program_that_was_joined_into_another_one_has_no_funding_of_its_own() -> None:
    program = replace(planned_program(), state="joined", joined_into=UUID(int=9))
    with pytest.raises(WrongState):
        program.change_funding()
