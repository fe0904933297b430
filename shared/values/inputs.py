"""Texts that people type: trimmed, limited in length, without control characters that PostgreSQL cannot store."""

from typing import Annotated

from pydantic import StringConstraints

# In pydantic's patterns, unlike in those of `re`, `$` matches only at the very end and not before a final line break.
ShortText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")
]
"""A single line."""
Paragraph = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000, pattern=r"^[^\x00-\x08\x0e-\x1f]+$")
]
Account = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,255}$")]
"""The subject of a token, as the identity provider writes it."""
