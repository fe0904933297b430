"""The shipped rules of files."""

from functools import cache
from importlib.resources import files

from services.agreements.documents.model.papers import FilingRules
from shared.values.shipped import load_yaml


@cache
def filing_rules() -> FilingRules:
    """The rules of `rules.yaml`, read once."""
    return FilingRules.model_validate(load_yaml(files(__package__).joinpath("rules.yaml")))
