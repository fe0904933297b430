"""Every shipped template, with all sample data: the Word document and the PDF have the same words."""

import io
from collections import Counter
from datetime import date
from typing import get_args

import pytest
from pypdf import PdfReader

from services.agreements.texts.model.kinds import TextKind
from services.agreements.texts.model.vocabulary import DATA, placeholders
from services.agreements.texts.shipped import samples, shipped_template
from shared.documents.survey import survey
from shared.documents.typesetting import typeset
from shared.documents.word import fill
from tests.unit.shared.documents.examples import body_of_pdf, lines_of_word

KINDS: tuple[TextKind, ...] = get_args(TextKind)
CASES = [(kind, n) for kind in KINDS for n in range(len(samples()[kind]))]


@pytest.mark.parametrize(("kind", "n"), CASES)
def test_word_and_pdf_have_the_same_text(kind: TextKind, n: int) -> None:
    word = fill(shipped_template(kind), samples()[kind][n])
    lines, found = lines_of_word(word), body_of_pdf(typeset(word, "Contoh", date(2026, 1, 27)), word)
    assert [line for line in lines if line not in found] == []
    assert Counter(found) == Counter("".join(lines))


@pytest.mark.parametrize("kind", KINDS)
def test_the_samples_have_the_data_of_their_papers(kind: TextKind) -> None:
    survey(shipped_template(kind))
    for values in samples()[kind]:
        assert DATA[kind].model_validate(values).values() == values
    assert len(dict(placeholders(kind))) == len(placeholders(kind))


def test_a_pdf_has_the_code_of_its_address_beside_the_same_text() -> None:
    word = fill(shipped_template("cover_letter"), samples()["cover_letter"][0])
    addresses = (None, None, "http://contoh.example/1", "http://contoh.example/2")
    plain, again, first, second = (typeset(word, "Contoh", date(2026, 1, 27), address) for address in addresses)
    assert body_of_pdf(plain, word) == body_of_pdf(first, word) == body_of_pdf(second, word)
    # The same paper has the same bytes, so what differs is the code, which is drawn and not written.
    assert plain == again
    assert len({plain, first, second}) == 3
    assert len(first) > len(plain) + 500


def test_a_pdf_is_for_archives_and_for_screen_readers() -> None:
    word = fill(shipped_template("minutes"), samples()["minutes"][0])
    reader = PdfReader(io.BytesIO(typeset(word, "Notula rapat", date(2026, 1, 27))))
    described = reader.xmp_metadata.rdf_root.toxml() if reader.xmp_metadata else ""
    for part in (
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert part in described
    assert str(reader.root_object["/Lang"]) == "id-ID"
    assert reader.metadata is not None
    assert reader.metadata.title == "Notula rapat"
