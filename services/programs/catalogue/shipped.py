"""The catalogue that this version ships."""

from functools import cache
from importlib.resources import files

from services.programs.catalogue.model import Catalogue
from shared.values.shipped import load_yaml


@cache
def shipped_catalogue() -> Catalogue:
    """Load the shipped templates, once per process. Raises pydantic's `ValidationError` if they break a rule."""
    return Catalogue.model_validate(load_yaml(files(__package__).joinpath("templates.yaml")))
