"""Numbers in forms, read in the way in which the page writes them."""

from pydantic import BeforeValidator, ValidationInfo

from shared.tables.numbers import read_number
from shared.tables.unreadable import NumberUnreadable

_SWAPPED = str.maketrans(".,", ",.")


def number_of(value: object, info: ValidationInfo) -> object:
    """The number that was typed: `Rp 1.240` and `12,5` on an Indonesian page, `1,240` and `12.5` on an English one.

    What cannot be read stays as it is, for the refusal of its field.
    """
    if not isinstance(value, str):
        return value
    typed = value.replace("Rp", "")
    if info.context is not None and info.context["tongue"] == "en":
        typed = typed.translate(_SWAPPED)
    try:
        return read_number(typed)
    except NumberUnreadable:
        return value


TYPED_NUMBER = BeforeValidator(number_of)
"""Reads the number of a field."""
