"""Forms with a file: however the bytes arrive, the fields are whole and the file is passed on as it is."""

from typing import Any

import pytest
from starlette.requests import Request

from shared.console.multipart import MOST_FIELD_BYTES, Part, parts_of
from shared.web.problems.refusals import FormUnreadable

FILE = b"%PDF-1.7\r\n--batas\r\n" + bytes(range(256)) * 3


def form(*parts: tuple[str, bytes], end: bytes = b"--tepi--\r\n") -> bytes:
    shown = (f"--tepi\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + body for head, body in parts)
    return b"\r\n".join([*shown, end])


WHOLE = form(
    ('name="kunci"', b"one"),
    ('name="judul"', "Pemeriksaan – “sehat”".encode()),
    ('name="file"; filename="Naskah %22A%22 – 100% é.pdf"\r\nContent-Type: text/html', FILE),
    ('name="after"', b"last"),
)


async def parts(body: bytes, size: int, content_type: str = "multipart/form-data; boundary=tepi") -> list[Part]:
    chunks = [body[start : start + size] for start in range(0, len(body), size)]

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": chunks.pop(0) if chunks else b"", "more_body": bool(chunks)}

    headers = [(b"content-type", content_type.encode())]
    request = Request({"type": "http", "method": "POST", "headers": headers}, receive)
    return [part async for part in parts_of(request)]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100, 10_000])
async def test_the_parts_are_the_same_however_they_arrive(size: int) -> None:
    found = await parts(WHOLE, size)
    fields = [(part.field, part.text()) for part in found if part.file_name is None]
    assert fields == [("kunci", "one"), ("judul", "Pemeriksaan – “sehat”"), ("after", "last")]
    of_file = [part for part in found if part.file_name is not None]
    assert b"".join(part.content for part in of_file) == FILE
    assert [part.ends for part in of_file] == [False] * (len(of_file) - 1) + [True]
    assert {(part.field, part.file_name) for part in of_file} == {("file", 'Naskah "A" – 100% é.pdf')}


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (WHOLE, "multipart/form-data"),
        (WHOLE, "application/x-www-form-urlencoded"),
        (WHOLE, "multipart/form-data; boundary=lain"),
        (WHOLE[:-20], "multipart/form-data; boundary=tepi"),
        (b"", "multipart/form-data; boundary=tepi"),
        (form(("x=1", b"nameless")), "multipart/form-data; boundary=tepi"),
        (form(('name="a"', b"x" * (MOST_FIELD_BYTES + 1))), "multipart/form-data; boundary=tepi"),
        (form(*(('name="a"', b"x"),) * 101), "multipart/form-data; boundary=tepi"),
    ],
    ids=["no boundary", "another type", "another boundary", "cut off", "empty", "no name", "large field", "many"],
)
async def test_what_no_browser_sends_is_refused(body: bytes, content_type: str) -> None:
    with pytest.raises(FormUnreadable):
        await parts(body, 1_000, content_type)
