"""Typesets a finished Word document as PDF/A-2a and PDF/UA-1: for archives, and readable by screen readers."""

import io
import json
from collections.abc import Callable
from datetime import date
from importlib.resources import files

import typst
from docx import Document

from shared.documents.blocks import blocks_of, margins_of
from shared.documents.faults import TemplateFault
from shared.documents.qr import qr_code
from shared.documents.runs import Pictures

STANDARDS = ["a-2a", "ua-1"]
QR_CODE = "qr.svg"
_SOURCE = files(__package__).joinpath("paper.typ")


def typeset(word: bytes, title: str, day: date, address: str | None = None) -> bytes:
    """The document as PDF, dated on a day, with the QR code of an address. Raises `TemplateFault`."""
    pictures: Pictures = {}
    document = Document(io.BytesIO(word))
    if address:
        pictures[QR_CODE] = qr_code(address)
    paper = {
        "title": title,
        "day": [day.year, day.month, day.day],
        "blocks": blocks_of(document, pictures),
        "qr": {"picture": QR_CODE, "alt": f"Kode QR: {address}"} if address else None,
        **margins_of(document, pictures),
    }
    return _compiled({"main.typ": _SOURCE.read_bytes(), "paper.json": json.dumps(paper).encode(), **pictures})


def _compiled(sources: dict[str, bytes]) -> bytes:
    # Its stubs do not know that it takes several files by their names.
    compile_: Callable[..., object] = typst.compile
    try:
        # The fonts come with the typesetter, so every machine has the same ones.
        made = compile_(sources, format="pdf", pdf_standards=STANDARDS, ignore_system_fonts=True)
    except typst.TypstError as error:
        raise TemplateFault("not_typeset", str(error)) from error
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made
