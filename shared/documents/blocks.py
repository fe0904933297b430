"""Reads a finished Word document as blocks, from which the same paper is typeset as PDF.

The PDF is made from the Word document and not from a second template, so both always have the same text.
"""

from typing import Any, cast

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from pydantic import JsonValue

from shared.documents.runs import Pictures, runs_of
from shared.documents.styles import inherited

Block = dict[str, JsonValue]
_ALIGNED = {
    WD_ALIGN_PARAGRAPH.CENTER: "center",
    WD_ALIGN_PARAGRAPH.RIGHT: "right",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
}
_LENGTHS = ("left_indent", "first_line_indent", "space_before", "space_after")


def blocks_of(document: Document, pictures: Pictures) -> list[Block]:
    """The paragraphs and tables of a document, with headings from level one on and without a gap between levels."""
    found = [_block(each, pictures) for each in document.iter_inner_content()]
    level = 0
    for block in found:
        if block["kind"] == "heading":
            # PDF/UA-1 requires it, and officials choose styles by their look.
            level = min(int(str(block["level"])), level + 1)
            block["level"] = level
    return found


def margins_of(document: Document, pictures: Pictures) -> dict[str, JsonValue]:
    """The blocks above and below the text of each page; the number of the page is no part of them."""
    section = document.sections[0]
    return {
        "header": [_paragraph(each, pictures) for each in section.header.paragraphs],
        "footer": [_paragraph(each, pictures) for each in section.footer.paragraphs],
    }


def _block(each: Paragraph | Table, pictures: Pictures) -> Block:
    return _table(each, pictures) if isinstance(each, Table) else _paragraph(each, pictures)


def _paragraph(paragraph: Paragraph, pictures: Pictures) -> Block:
    level = _level(paragraph)
    runs = runs_of(paragraph, pictures)
    alignment = inherited(paragraph, "alignment")
    return {
        "kind": "heading" if level and runs else "text",
        "level": level,
        "align": _ALIGNED.get(alignment, "left") if alignment is not None else "left",
        "runs": runs,
        "breaks": bool(inherited(paragraph, "page_break_before")) or _has_page_break(paragraph),
        "keeps_with_next": bool(inherited(paragraph, "keep_with_next")),
        **{name: _points(inherited(paragraph, name)) for name in _LENGTHS},
    }


def _level(paragraph: Paragraph) -> int:
    name = (paragraph.style.name or "") if paragraph.style else ""
    if name == "Title":
        return 1
    return int(name[8:]) + 1 if name.startswith("Heading ") and name[8:].isdecimal() else 0


def _has_page_break(paragraph: Paragraph) -> bool:
    return any(each.get(qn("w:type")) == "page" for each in paragraph._p.iter(qn("w:br")))


def _table(table: Table, pictures: Pictures) -> Block:
    return {
        "kind": "table",
        "widths": [column.width.pt if column.width else 72 for column in table.columns],
        "bordered": bool(table.style and table.style.name and "Grid" in table.style.name),
        "heads": sum(_has(row, "w:tblHeader") for row in table.rows),
        "rows": [_row(each, pictures) for each in table.rows],
    }


def _row(row: _Row, pictures: Pictures) -> JsonValue:
    cells = [_cell(each, row, pictures) for each in row._tr.tc_lst]
    return {
        "whole": _has(row, "w:cantSplit"),
        # As Word reads it: a row stays with the next one if a paragraph of it does.
        "keeps_with_next": any(each["keeps_with_next"] for cell in cells for each in cell["blocks"]),
        "cells": cast("JsonValue", cells),
    }


def _cell(cell: Any, row: _Row, pictures: Pictures) -> dict[str, Any]:
    """A cell with the number of columns that it spans; below a cell that spans rows it is empty."""
    paragraphs = () if cell.vMerge == "continue" else _Cell(cell, row.table).paragraphs
    return {"columns": cell.grid_span, "blocks": [_paragraph(each, pictures) for each in paragraphs]}


def _has(row: _Row, name: str) -> bool:
    properties = row._tr.trPr
    return properties is not None and properties.find(qn(name)) is not None


def _points(length: Any) -> float:
    return round(length.pt, 2) if length is not None else 0
