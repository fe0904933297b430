"""Faults of a template or of its rendering, with the code by which the other process names them."""

from typing import Literal

FaultCode = Literal[
    "not_word", "too_large", "has_macros", "has_links", "has_objects", "numbered", "syntax", "forbidden", "missing",
    "too_costly", "not_typeset",
]  # fmt: skip
"""`not_typeset`: the Word document is fine, but cannot become a PDF."""


class TemplateFault(Exception):
    """A template cannot be used; `about` names the place or the name in it."""

    def __init__(self, code: FaultCode, about: str = "") -> None:
        super().__init__(code, about)
        self.code = code
        self.about = about
