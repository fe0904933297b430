"""Looks through a Word template before it is opened: its size, its macros, its links, and what a PDF would lack."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from shared.documents.faults import TemplateFault

MOST_BYTES = 700 * 1024
"""Of the file. A request has at most one megabyte, and a file in JSON grows by a third."""
MOST_UNZIPPED = 20 * 1024**2
MOST_PARTS = 300
_DOCUMENT = "word/document.xml"
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = re.compile(r"vbaproject|activex|macrosheet", re.IGNORECASE)
_LINK = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
_HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_NOTE = re.compile(rb"<w:(footnote|endnote)Reference\b")
_TEXT_BOX = re.compile(rb"<w:(txbxContent|object)\b")
_NUMBERED = re.compile(rb"<w:numPr>(?!\s*<w:numId w:val=\"0\"\s*/>)")


def survey(template: bytes) -> None:
    """Look through a template. Raises `TemplateFault`."""
    if len(template) > MOST_BYTES:
        raise TemplateFault("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNZIPPED:
                raise TemplateFault("too_large")
            # Unpacks every part in pieces: one that is larger than it declares fails its checksum.
            if archive.testzip() is not None:
                raise TemplateFault("not_word")
            _look(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
        raise TemplateFault("not_word") from error


def _look(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if _DOCUMENT not in names or _WORD not in archive.read("[Content_Types].xml"):
        raise TemplateFault("not_word")
    if macros := next(filter(_MACROS.search, names), None):
        raise TemplateFault("has_macros", macros)
    if found := next((name for name in names if "embeddings/" in name or "charts/" in name), None):
        raise TemplateFault("has_objects", found)
    for name, content in _markup(archive):
        _look_at(name, content)


def _look_at(name: str, content: bytes) -> None:
    # A document type would only bring entities, which may grow without limit.
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise TemplateFault("not_word", name)
    if any(not _HYPERLINK.search(link[0]) for link in _LINK.finditer(content)):
        raise TemplateFault("has_links", name)
    if _NOTE.search(content) or _TEXT_BOX.search(content):
        raise TemplateFault("has_objects", name)
    if name == _DOCUMENT and _NUMBERED.search(content):
        raise TemplateFault("numbered")


def _markup(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            yield name, archive.read(name)
