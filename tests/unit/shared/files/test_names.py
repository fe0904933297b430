"""Names of files: quotes, folders, invisible characters, long names, and the header in which they leave."""

from urllib.parse import unquote

import pytest

from shared.files.names import MOST_BYTES, clean_name, content_disposition, name_in

PDF = "application/pdf"


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("Naskah.pdf", "Naskah.pdf"),
        ("C:\\Scan\\Naskah.PDF", "Naskah.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("Naskah.pdf.exe", "Naskah.pdf.exe.pdf"),
        ("PKS \u201cSehat\u201d \u2013 2026.pdf", "PKS \u201cSehat\u201d \u2013 2026.pdf"),
        ("Na\u200bs\u00adk\ufeffah.pdf", "Naskah.pdf"),
        ("naskah\u202efdp.exe", "naskahfdp.exe.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
        ("\u200b", "berkas.pdf"),
        (".pdf", "pdf.pdf"),
        ("", "berkas.pdf"),
        (". . .", "berkas.pdf"),
    ],
)
def test_a_name_is_as_people_see_it(given: str, clean: str) -> None:
    assert clean_name(given, PDF) == clean


def test_a_long_name_is_cut_between_characters() -> None:
    name = clean_name("é" * 400 + ".pdf", PDF)
    assert name.endswith("é.pdf")
    assert len(name.encode()) <= MOST_BYTES


@pytest.mark.parametrize(
    "name", ['PKS "Sehat".pdf', "PKS “Sehat” – 2026.pdf", "perjanjian;x=1, 100%.pdf", "surat 'a' \\ b.pdf", "合同.pdf"]
)
def test_the_header_has_the_name_and_nothing_else(name: str) -> None:
    header = content_disposition(name)
    assert header.isascii()
    assert header.isprintable()
    plain, _, extended = header.removeprefix('attachment; filename="').partition("\"; filename*=UTF-8''")
    assert not set(plain) & set('"\\%;')
    assert unquote(extended) == name
    assert not set(extended) & set(" ;,\"'()\\")
    assert name_in(header) == name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (None, ""),
        ("", ""),
        ("attachment", ""),
        ("attachment; filename=a.pdf", "a.pdf"),
        ('attachment; filename="a b.pdf"', "a b.pdf"),
        ("attachment; filename*=UTF-8''Na%C3%AFf%20%22A%22.pdf", 'Naïf "A".pdf'),
        ("; ; =", ""),
    ],
)
def test_the_name_is_read_from_the_header(header: str | None, name: str) -> None:
    assert name_in(header) == name
