"""The catalogue as it is shipped, read once per process."""

from functools import cache
from importlib.resources import files

import yaml

from services.programs.catalogue.model import Catalogue


@cache
def shipped_catalogue() -> Catalogue:
    """Read and check the shipped templates. Raises pydantic's `ValidationError` for a catalogue that breaks a rule."""
    text = files(__package__).joinpath("templates.yaml").read_text("utf-8")
    return Catalogue.model_validate(yaml.safe_load(text))
