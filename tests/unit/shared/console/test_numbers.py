"""A number in a form is read in the way in which its page writes numbers."""

from decimal import Decimal
from typing import Annotated

import pytest
from pydantic import BaseModel, Field, ValidationError

from shared.console.numbers import TYPED_NUMBER
from shared.console.writing import written_number
from shared.values.languages import Tongue
from shared.values.quantities import ReportedQuantity


class Form(BaseModel):
    quantity: Annotated[ReportedQuantity | None, TYPED_NUMBER] = None
    amount: Annotated[int | None, TYPED_NUMBER, Field(ge=0)] = None


def typed(tongue: Tongue, **fields: str) -> Form:
    return Form.model_validate(fields, context={"tongue": tongue})


@pytest.mark.parametrize(
    ("tongue", "written", "meant"),
    [
        ("id", "1.240", "1240"),
        ("id", "1,240", "1.24"),
        ("id", "12,5", "12.5"),
        ("id", "12.5", "12.5"),
        ("id", " 1.200.125 ", "1200125"),
        ("id", "1.200,125", "1200.125"),
        ("en", "1,240", "1240"),
        ("en", "1.240", "1.24"),
        ("en", "12.5", "12.5"),
        ("en", "12,5", "12.5"),
        ("en", "1,200,125", "1200125"),
        ("en", "1,200.125", "1200.125"),
    ],
)
def test_a_number_is_read_as_the_language_of_the_page_writes_it(tongue: Tongue, written: str, meant: str) -> None:
    assert typed(tongue, quantity=written).quantity == Decimal(meant)


@pytest.mark.parametrize("tongue", ["id", "en"])
@pytest.mark.parametrize("number", ["0.125", "1.24", "12.5", "1240", "1240.5", "6200000", "1000000000"])
def test_what_a_form_shows_is_what_it_reads(tongue: Tongue, number: str) -> None:
    assert typed(tongue, quantity=written_number(Decimal(number), tongue)).quantity == Decimal(number)  # type: ignore[arg-type]


def test_rupiah_are_whole() -> None:
    assert typed("id", amount="Rp 6.200.000").amount == typed("en", amount="Rp 6,200,000").amount == 6_200_000
    with pytest.raises(ValidationError):
        typed("id", amount="6.200.000,5")


def test_what_is_no_number_is_left_to_the_refusal_of_its_field() -> None:
    with pytest.raises(ValidationError) as refused:
        typed("id", quantity="dua", amount="banyak")
    assert [fault["loc"] for fault in refused.value.errors()] == [("quantity",), ("amount",)]
