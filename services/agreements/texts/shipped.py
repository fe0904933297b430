"""The shipped templates, and the data with which a template is tried."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from pydantic import JsonValue, TypeAdapter

from services.agreements.texts.model.kinds import TextKind
from shared.values.shipped import load_yaml

Samples = Mapping[TextKind, Sequence[dict[str, JsonValue]]]


@cache
def shipped_template(kind: TextKind) -> bytes:
    """The template of a kind as it came with this release."""
    return files(__package__).joinpath("documents", f"{kind}.docx").read_bytes()


@cache
def samples() -> Samples:
    """The sample data of each kind: with everything, and without what is often missing."""
    return TypeAdapter(Samples).validate_python(load_yaml(files(__package__).joinpath("samples.yaml")))
