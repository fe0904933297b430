"""The catalogue that this version ships."""

from functools import cache
from importlib.resources import files

import yaml

from services.programs.catalogue.model import Catalogue


@cache
def shipped_catalogue() -> Catalogue:
    """Load the shipped templates, once per process. Raises pydantic's `ValidationError` if they break a rule."""
    text = files(__package__).joinpath("templates.yaml").read_text("utf-8")
    return Catalogue.model_validate(yaml.safe_load(text))
