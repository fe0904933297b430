"""Texts that people type: trimmed, limited in length, without characters that cannot be seen.

Text from a word processor or a web page contains characters without a form, such as zero-width spaces and soft hyphens.
They are removed where a request is read, so that two texts that look alike are the same text everywhere behind it.
"""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

# Letters and signs that Unicode defines as blank. Their categories are those of visible characters.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Everything that a reader of lines may take for the end of one: U+0085 is "next line", U+2028 and U+2029 separate.
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_SEPARATORS = re.compile(r"[\W_]+")


def visible(text: str) -> str:
    """The text without its invisible characters, in composed form (NFC)."""
    if text.isascii():
        # Most texts: nothing in them is invisible or composed.
        return text
    # Variation selectors and bidirectional controls go as well: with the latter a title could show another order.
    kept = (character for character in text if not _is_invisible(character))
    return unicodedata.normalize("NFC", "".join(kept))


def letters_and_digits(text: str) -> str:
    """The key by which names are compared: case, dots, hyphens and spaces make no difference."""
    return _SEPARATORS.sub("", _folded(text))


def number_key(number: str) -> str:
    """The key by which document numbers are compared: `W.13-PAS 7` is `w13pas7`, and 1/12 is not 11/2."""
    # Each office separates letters from digits in its own way. Between two digits a separator has a meaning.
    return "-".join(_SEPARATORS.sub("", part) for part in _BETWEEN_DIGITS.split(_folded(number)))


def _folded(text: str) -> str:
    # Normalised before and after, because folding the case of some letters decomposes them.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible(text)).casefold())


def _is_invisible(character: str) -> bool:
    return (
        character in _FILLERS
        or unicodedata.category(character) == "Cf"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


def _require_comparable(number: str) -> str:
    # The key of a number without letters or digits is empty, so all such numbers would be the same.
    if not number_key(number):
        raise ValueError("a number has letters or digits")
    return number


def _as_seen(value: object) -> object:
    return visible(value) if isinstance(value, str) else value


def _as_seen_in_lines(value: object) -> object:
    return _LINE_BREAK.sub("\n", visible(value)) if isinstance(value, str) else value


# In pydantic's patterns, unlike in those of `re`, `$` matches only at the very end and not before a final line break.
ShortText = Annotated[
    str,
    BeforeValidator(_as_seen),
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]+$"
    ),
]
"""A single line."""
Title = Annotated[
    str,
    BeforeValidator(_as_seen),
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=1_000, pattern=r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029]+$"
    ),
]
"""A single line that may be long: the title of an agreement between four parties names all of them."""
DocumentNumber = Annotated[ShortText, AfterValidator(_require_comparable)]
"""The number of a document as it is written."""
Paragraph = Annotated[
    str,
    BeforeValidator(_as_seen_in_lines),
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=5_000,
        pattern=r"^[^\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+$",
    ),
]
"""One or more lines; every kind of line break becomes a line feed."""
Account = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,255}$")]
"""The subject of a token, as the identity provider writes it."""
