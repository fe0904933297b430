"""What people type: single lines and paragraphs, trimmed, without the characters that no database can keep."""

from typing import Annotated

from pydantic import StringConstraints

# pydantic's patterns are not those of `re`: here `$` is the very end, and lets no line break through behind it.
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+$")
]
Paragraph = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000, pattern=r"^[^\x00-\x08\x0e-\x1f]+$")
]
Account = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,255}$")]
"""The subject of a token, as the identity provider writes it."""
