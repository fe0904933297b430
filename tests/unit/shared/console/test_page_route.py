"""A page and its form: hidden fields become headers, and a refused form comes back as it was typed."""

import re
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from shared.operations.settings import Settings
from shared.web.edge import Handle, Read
from tests.unit.shared.console.shelves import router

FORM = {"kunci": "one", "versi": "3", "title": "Laskar", "printed_on-day": "1", "printed_on-month": "2"}
WHOLE = FORM | {"printed_on-year": "2026"}


class OpenEdge:
    """An edge without accounts, limits or a database; it keeps the headers that reach it."""

    settings = Settings()
    keys: list[str | None]
    bodies: list[bytes]

    def __init__(self) -> None:
        self.keys, self.bodies = [], []

    async def answer(self, request: Request, handle: Handle, read: Read, *, visitors: bool = False) -> Response:
        assert not visitors
        request = await read(request)
        self.keys.append(request.headers.get("idempotency-key"))
        self.bodies.append(await request.body())
        return await handle(request)


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.include_router(router)
    app.state.edge = OpenEdge()
    return TestClient(app, follow_redirects=False)


def post(client: TestClient, form: dict[str, Any], name: str = "utara", **headers: str) -> Any:
    return client.post(f"/rak/{name}", data=form, headers=headers)


def value_of(html: str, name: str) -> str:
    tag = next(tag for tag in re.findall(r"<input[^>]*>", html) if f'name="{name}"' in tag)
    return "".join(re.findall(r'value="([^"]*)"', tag))


def test_a_page_has_a_new_key_and_the_version_that_it_shows(client: TestClient) -> None:
    first, second = client.get("/rak/utara").text, client.get("/rak/utara").text
    assert value_of(first, "versi") == "3"
    assert len(value_of(first, "kunci")) == 36
    assert value_of(first, "kunci") != value_of(second, "kunci")


def test_a_change_leads_to_a_page_that_reports_it(client: TestClient) -> None:
    answer = post(client, WHOLE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/rak/utara?tersimpan=1")
    assert client.app.state.edge.keys == ["one"]  # type: ignore[attr-defined]
    assert "Perubahan tersimpan." in client.get(answer.headers["location"]).text


def test_a_field_that_is_not_valid_is_named_and_keeps_its_text(client: TestClient) -> None:
    answer = post(client, FORM | {"title": "x" * 21})
    assert answer.status_code == 422
    assert '<a href="#title">Isian ini: paling panjang 20 karakter.</a>' in answer.text
    assert '<a href="#printed_on">' in answer.text
    assert value_of(answer.text, "title") == "x" * 21
    assert (value_of(answer.text, "printed_on-day"), value_of(answer.text, "printed_on-year")) == ("1", "")
    assert (value_of(answer.text, "kunci"), value_of(answer.text, "versi")) == ("one", "3")
    assert "<title>Kesalahan: Rak utara" in answer.text


def test_a_refusal_of_a_rule_comes_back_on_the_same_page(client: TestClient) -> None:
    answer = post(client, WHOLE, "full")
    assert answer.status_code == 409
    assert "Rak full penuh." in answer.text
    assert value_of(answer.text, "title") == "Laskar"


def test_a_page_that_is_refused_itself_becomes_a_page_of_the_refusal(client: TestClient) -> None:
    assert client.get("/rak/away").status_code == 409
    answer = post(client, WHOLE, "away")
    assert answer.status_code == 409
    assert "<form" not in answer.text.partition("<main")[2]
    assert "Rak away penuh." in answer.text


def test_a_stale_form_shows_what_is_stored_and_takes_the_new_version(client: TestClient) -> None:
    answer = post(client, WHOLE | {"versi": "2"})
    assert answer.status_code == 412
    assert "Tersimpan sekarang: Buku lama" in answer.text
    assert (value_of(answer.text, "title"), value_of(answer.text, "versi")) == ("Laskar", "3")


def test_another_row_shows_the_page_again_as_it_was_typed(client: TestClient) -> None:
    answer = post(client, FORM | {"tambah": "authors", "authors-0-name": "Hirata"})
    assert answer.status_code == 200
    assert (value_of(answer.text, "title"), value_of(answer.text, "kunci")) == ("Laskar", "one")
    assert (value_of(answer.text, "authors-0-name"), value_of(answer.text, "authors-1-name")) == ("Hirata", "")
    assert "one" not in client.app.state.edge.keys  # type: ignore[attr-defined]


def test_the_language_of_the_door_is_the_language_of_the_page(client: TestClient) -> None:
    answer = post(client, WHOLE, "full", **{"Accept-Language": "en"})
    assert "The shelf full is full." in answer.text
    assert '<html class="govuk-template" lang="en">' in answer.text


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data; boundary=x", ""])
def test_a_body_that_no_form_sends_is_refused(client: TestClient, content_type: str) -> None:
    answer = client.post("/rak/utara", content=b"{}", headers={"Content-Type": content_type})
    assert answer.status_code == 400


def test_a_form_brings_a_file(client: TestClient) -> None:
    assert 'enctype="multipart/form-data"' in client.get("/gambar").text
    files = {"picture": ("C:\\gambar\\sam\u200bpul.png", b"\x89PNG\r\n\x1a\n")}
    answers = [client.post("/gambar", data={"kunci": "two", "title": "Laskar"}, files=files) for _ in range(2)]
    assert {answer.headers["location"] for answer in answers} == {"/gambar/Laskar/sampul.png/8?tersimpan=1"}
    edge = client.app.state.edge  # type: ignore[attr-defined]
    assert edge.keys[-2:] == ["two", "two"]
    assert edge.bodies[-1] == edge.bodies[-2], "the same form twice is the same request"
    client.post("/gambar", data={"kunci": "two", "title": "Laskar"}, files={"picture": ("a.png", b"x")})
    assert edge.bodies[-1] != edge.bodies[-2], "another file is another request"


@pytest.mark.parametrize("files", [{"picture": ("", b"")}, {"cover": ("a.png", b"x")}])
def test_a_form_without_its_file_comes_back_as_typed(client: TestClient, files: dict[str, Any]) -> None:
    answer = client.post("/gambar", data={"kunci": "two", "title": "Laskar"}, files=files)
    assert answer.status_code == 422
    assert '<a href="#picture">' in answer.text
    assert value_of(answer.text, "title") == "Laskar"


def test_what_is_typed_is_never_markup(client: TestClient) -> None:
    answer = post(client, FORM | {"title": '"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.text


def test_pages_need_no_inline_script_or_style(client: TestClient) -> None:
    for answer in (client.get("/rak/utara"), post(client, FORM)):
        assert not re.findall(r"<style|style=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", answer.text)


def test_pages_are_not_described(client: TestClient) -> None:
    assert client.get("/openapi.json").json()["paths"] == {}
