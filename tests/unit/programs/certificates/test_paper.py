"""The printed certificate: the same text in both forms, with or without a name, and without a place."""

from dataclasses import replace
from datetime import date

from services.programs.certificates.model.paper import TITLE, CertificatePaper
from services.programs.certificates.shipped import shipped_certificate
from shared.documents.rendering import PaperForm, PaperOrder, render
from shared.documents.survey import survey
from shared.values.texts import Text
from tests.unit.shared.documents.examples import body_of_pdf, joined, lines_of_word

PAPER = CertificatePaper(
    practice=Text("Pelatihan membuat kue", "Baking"),
    name="Warga Contoh",
    number="SK-12/2026",
    check_code="7KQ2-M9XD-WT4H-C8RB",
    origin="https://sinergi.example",
    began_on=date(2026, 3, 9),
    issued_on=date(2026, 6, 30),
    sessions=14,
    minutes=1290,
)


async def written(paper: CertificatePaper, form: PaperForm) -> bytes:
    order = PaperOrder(shipped_certificate(), paper.values(), form, TITLE.id, paper.issued_on, paper.address)
    return await render(order)


async def test_both_forms_have_the_same_text() -> None:
    survey(shipped_certificate())
    word, pdf = await written(PAPER, "docx"), await written(PAPER, "pdf")
    lines = lines_of_word(word)
    assert [line for line in lines if line not in body_of_pdf(pdf, word)] == []
    text = "".join(lines)
    for expected in (
        *("Warga Contoh", "SK-12/2026", "Pelatihan membuat kue", "7KQ2-M9XD-WT4H-C8RB"),
        "sejak 9 Maret 2026, sebanyak 14 pertemuan dengan waktu 21 jam 30 menit.",
        "https://sinergi.example/sertifikat",
    ):
        assert joined(expected) in text
    assert PAPER.address == "https://sinergi.example/sertifikat?kode=7KQ2-M9XD-WT4H-C8RB"


async def test_what_is_not_known_is_left_out_or_written_by_hand() -> None:
    text = "".join(lines_of_word(await written(replace(PAPER, name=None, number=None, minutes=0), "docx")))
    assert "……………" in text
    assert "Nomor" not in text
    assert joined("sebanyak 14 pertemuan.") in text


async def test_nothing_tells_that_it_comes_from_a_prison() -> None:
    text = "".join(lines_of_word(await written(PAPER, "docx"))).lower()
    for word in ("lapas", "rutan", "pemasyarakatan", "upt", "warga binaan", "narapidana", "kementerian"):
        assert word not in text
