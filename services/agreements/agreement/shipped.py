"""The shipped rules of instruments."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from services.agreements.agreement.model.instruments import InstrumentRule


@cache
def instrument_rules() -> tuple[InstrumentRule, ...]:
    """The rules of `instruments.yaml`, read once."""
    text = files(__package__).joinpath("instruments.yaml").read_text(encoding="utf-8")
    return TypeAdapter(tuple[InstrumentRule, ...]).validate_python(yaml.safe_load(text))
