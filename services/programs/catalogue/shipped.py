"""The catalogue that this version ships."""

from functools import cache
from importlib.resources import files

from services.programs.catalogue.model.catalogue import Catalogue
from shared.values.shipped import load_yaml

PARTS = (
    "health_and_arts",
    "education",
    "food_security",
    "production",
    "skills",
    "guidance",
    "reintegration",
    "religion",
    "rehabilitation",
)
"""The files in their order. Of two practices that fit a field equally well the first is taken."""


@cache
def shipped_catalogue() -> Catalogue:
    """Load the shipped templates, once per process. Raises pydantic's `ValidationError` if they break a rule."""
    folder = files("services.programs.catalogue.reference")
    loaded = (load_yaml(folder.joinpath(f"{part}.yaml"))["practices"] for part in PARTS)
    return Catalogue.model_validate({"templates": [practice for practices in loaded for practice in practices]})
