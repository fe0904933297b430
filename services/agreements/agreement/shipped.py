"""The shipped rules of instruments."""

from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from services.agreements.agreement.model.instruments import InstrumentRule
from shared.values.shipped import load_yaml


@cache
def instrument_rules() -> tuple[InstrumentRule, ...]:
    """The rules of `instruments.yaml`, read once."""
    return TypeAdapter(tuple[InstrumentRule, ...]).validate_python(
        load_yaml(files(__package__).joinpath("instruments.yaml"))
    )
