"""A template is looked through before it is opened."""

import os

import pytest

from shared.documents.faults import TemplateFault
from shared.documents.survey import MOST_BYTES, survey
from tests.unit.shared.documents.examples import a_template, part_of, with_parts

PLAIN = a_template("Naskah {{ nama }}")
DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
BODY = part_of(PLAIN, DOCUMENT)
LINKS = part_of(PLAIN, RELATIONS)
LINK = b'<Relationship Id="rX" Type="http://x/%s" Target="http://contoh.invalid/a" TargetMode="External"/>'


def added(part: bytes, what: bytes, before: bytes) -> bytes:
    return part.replace(before, what + before)


def with_link(link: bytes) -> bytes:
    return with_parts(PLAIN, {RELATIONS: added(LINKS, link, b"</Relationships>")})


def with_text(what: bytes) -> bytes:
    return with_parts(PLAIN, {DOCUMENT: added(BODY, what, b"<w:sectPr")})


FAULTY = {
    "not a file of Word": (b"%PDF-1.7", "not_word"),
    "an archive of something else": (with_parts(PLAIN, {TYPES: b"<Types/>"}), "not_word"),
    "cut off": (PLAIN[: len(PLAIN) // 2], "not_word"),
    "too large": (os.urandom(MOST_BYTES + 1), "too_large"),
    "small, and unpacks to much": (with_parts(PLAIN, {"word/media/a.png": bytes(21 * 1024**2)}), "too_large"),
    "of many parts": (with_parts(PLAIN, {f"word/media/{n}": b"" for n in range(301)}), "too_large"),
    "with macros": (with_parts(PLAIN, {"word/vbaProject.bin": b"x"}), "has_macros"),
    "with a template elsewhere": (with_link(LINK % b"attachedTemplate"), "has_links"),
    "with entities": (
        with_parts(PLAIN, {DOCUMENT: BODY.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', 1)}),
        "not_word",
    ),
    "with an embedded workbook": (with_parts(PLAIN, {"word/embeddings/a.xlsx": b"x"}), "has_objects"),
    "with a text box": (with_text(b"<w:p><w:r><w:txbxContent/></w:r></w:p>"), "has_objects"),
    "with automatic numbers": (
        with_text(b'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'),
        "numbered",
    ),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_template_is_refused(name: str) -> None:
    template, code = FAULTY[name]
    with pytest.raises(TemplateFault) as refused:
        survey(template)
    assert refused.value.code == code


@pytest.mark.parametrize("template", [PLAIN, with_link(LINK % b"hyperlink")])
def test_a_plain_template_is_accepted(template: bytes) -> None:
    survey(template)
