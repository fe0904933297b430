"""The shipped template of a certificate."""

from functools import cache
from importlib.resources import files


@cache
def shipped_certificate() -> bytes:
    """The template as it came with this release."""
    return files(__package__).joinpath("documents", "certificate.docx").read_bytes()
