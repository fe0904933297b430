"""The shipped template of a letter."""

from functools import cache
from importlib.resources import files


@cache
def shipped_letter() -> bytes:
    """The template as it came with this release."""
    return files(__package__).joinpath("documents", "letter.docx").read_bytes()
