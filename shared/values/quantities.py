"""Quantities: exact numbers with up to three decimals, which are plain numbers in JSON."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

DECIMALS = 3
LARGEST_QUANTITY = 1_000_000_000


def _exact(value: object) -> Decimal:
    """The decimal number that was written; a text is none."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("fault_number", "write a number such as 240 or 12.5")
    return Decimal(str(value))


def plain_number(value: Decimal) -> int | float:
    """The same number as JSON and workbooks have it."""
    # Fifteen digits are exact in a float, and the largest quantity has thirteen.
    return int(value) if value == value.to_integral_value() else float(value)


_WRITTEN = PlainSerializer(plain_number, return_type=int | float, when_used="json")

Quantity = Annotated[Decimal, BeforeValidator(_exact), _WRITTEN, WithJsonSchema({"type": "number"})]
"""A number that was reported, or a sum of such numbers in one unit."""

ReportedQuantity = Annotated[
    Decimal,
    Field(gt=0, le=LARGEST_QUANTITY, decimal_places=DECIMALS),
    BeforeValidator(_exact),
    _WRITTEN,
    # Without `multipleOf`: validators divide floats, and find that 12.345 is no multiple of 0.001.
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": LARGEST_QUANTITY}),
]
"""A quantity as a request reports it."""
