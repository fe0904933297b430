"""Types by content: the accepted ones are known from their beginning, and everything else is refused."""

import io
import zipfile

import pytest

from shared.files.kinds import EXTENSIONS, SCANS, media_type_of
from shared.files.refusals import FileTypeRefused


def archive(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, "<x/>" * 50)
    return written.getvalue()


WORD = archive("[Content_Types].xml", "_rels/.rels", "word/document.xml")
WORD_OF_ANOTHER_OFFICE = archive(
    "_rels/.rels", "docProps/app.xml", "docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml"
)
EXCEL = archive("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "xl/workbook.xml")
ACCEPTED = {
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "jpg": b"\xff\xd8\xff\xe1\x00\x10Exif\x00",
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "webp": b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(30),
    "tif": b"II*\x00\x08\x00\x00\x00" + bytes(30),
    "docx": WORD,
    "xlsx": EXCEL,
}


@pytest.mark.parametrize("extension", ACCEPTED)
def test_an_accepted_type_is_known(extension: str) -> None:
    assert EXTENSIONS[media_type_of(ACCEPTED[extension], EXTENSIONS)][0] == extension


def test_a_text_of_another_office_program_is_known() -> None:
    assert EXTENSIONS[media_type_of(WORD_OF_ANOTHER_OFFICE, EXTENSIONS)] == ("docx",)


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"<!doctype html><script>", b"<svg xmlns='http://www.w3.org/2000/svg'>", b"MZ\x90\x00" + bytes(90),
     archive("a.txt"), archive("[Content_Types].xml", "ppt/presentation.xml"), b"\r\n%PDF-1.4", b"GIF89a" + bytes(20)],
)  # fmt: skip
def test_everything_else_is_refused(content: bytes) -> None:
    with pytest.raises(FileTypeRefused) as refused:
        media_type_of(content, EXTENSIONS)
    assert "PDF" in refused.value.sentence.id


def test_a_text_is_no_scan() -> None:
    with pytest.raises(FileTypeRefused):
        media_type_of(WORD, SCANS)
