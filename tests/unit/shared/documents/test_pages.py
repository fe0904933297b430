"""A PDF keeps on one page what Word keeps on one page, and its tables have the cells of Word's."""

import io
from datetime import date

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.shared import Pt
from pypdf import PdfReader

from shared.documents.typesetting import typeset

TEN_LINES = "\n" * 9


def pages_of(document: DocxDocument) -> list[str]:
    written = io.BytesIO()
    document.save(written)
    pdf = typeset(written.getvalue(), "Contoh", date(2026, 1, 27))
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def signed_below(gap: Pt, *, keeps: bool) -> list[str]:
    """The pages of a document with a heading, the names of those who sign, and their places, ten lines each."""
    document = Document()
    document.add_paragraph("Awal")
    heading = document.add_heading("Judul", 1)
    heading.paragraph_format.space_before = gap
    heading.paragraph_format.keep_with_next = keeps
    table = document.add_table(rows=2, cols=2)
    for row, text in zip(table.rows, ("Nama", "Tempat"), strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            cell.text = text + TEN_LINES
            cell.paragraphs[0].paragraph_format.keep_with_next = keeps and text == "Nama"
    return [" ".join(page.split()) for page in pages_of(document)]


def test_what_word_keeps_together_is_never_divided_by_a_page() -> None:
    assert signed_below(Pt(480), keeps=False) == ["Awal Judul Nama Nama 1", "Tempat Tempat 2"]
    assert signed_below(Pt(480), keeps=True) == ["Awal 1", "Judul Nama Nama Tempat Tempat 2"]


def test_merged_cells_are_written_once_and_move_no_other_cell() -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    for n, row in enumerate(table.rows):
        for m, cell in enumerate(row.cells):
            cell.text = f"{n}{m}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "lebar"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "tinggi"
    assert "".join(pages_of(document)).split() == ["lebar", "02", "10", "11", "tinggi", "20", "21", "1"]
