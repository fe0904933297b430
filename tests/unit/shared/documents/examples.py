"""Word documents made for tests, and the words of finished papers."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

from docx import Document
from pypdf import PdfReader


def a_template(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def with_parts(template: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same archive with other or further parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return written.getvalue()


def part_of(template: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        return archive.read(name)


def lines_of_word(paper: bytes) -> list[str]:
    """The lines of the body without spaces, of the paragraphs as of the tables."""
    document = Document(io.BytesIO(paper))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [joined(line) for text in texts for line in re.split("[\n\t]", text) if line.strip()]


def body_of_pdf(paper: bytes, word: bytes) -> str:
    """The text of all pages without spaces, and without what is above and below the text of each page."""
    section = Document(io.BytesIO(word)).sections[0]
    above, below = (joined(each.text for each in part.paragraphs) for part in (section.header, section.footer))
    pages = PdfReader(io.BytesIO(paper)).pages
    texts = (joined(page.extract_text()) for page in pages)
    return "".join(text.removeprefix(above).removesuffix(f"{below}{n}") for n, text in enumerate(texts, 1))


def joined(texts: str | Iterable[str]) -> str:
    return "".join("".join(texts).split())
