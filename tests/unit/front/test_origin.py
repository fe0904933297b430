"""The rules of the one origin: destinations, headers that pass, and requests of other sites."""

import pytest

from services.front.origin.model import (
    AmbiguousRequest,
    CookiesTooLarge,
    Destination,
    destination_of,
    headers_to_browser,
    headers_to_service,
    is_foreign,
    require_small_cookies,
    require_unambiguous,
    security_headers,
)

ORIGIN = "https://sinergi.example.go.id"


@pytest.mark.parametrize(
    ("path", "destination"),
    [
        (b"/api/agreements/waiting", Destination("agreements", "/waiting", "/api/agreements")),
        (b"/api/programs/a%20b/c", Destination("programs", "/a%20b/c", "/api/programs")),
        (b"/api/notifications/", Destination("notifications", "/", "/api/notifications")),
        (b"/api/notifications", None),
        (b"/api/agreements/metrics", None),
        (b"/api/agreements/livez", None),
        (b"/api/front/x", None),
        (b"/api//agreements/x", None),
        (b"//api/agreements/x", None),
        (b"/", None),
        (b"/mitra", Destination("agreements", "/mitra", "")),
        (b"/mitra/1/x%20y", Destination("agreements", "/mitra/1/x%20y", "")),
        (b"/mitra-lain", None),
        (b"//mitra", None),
    ],
)
def test_a_path_leads_to_one_service(path: bytes, destination: Destination | None) -> None:
    assert destination_of(path, {"mitra": "agreements"}) == destination


@pytest.mark.parametrize(
    "path", [b"/api/agreements/../x", b"/api/a/%2E%2e/x", b"/a%2fb", b"/a%5Cb", b"/a\\b", b"/a%00"]
)
def test_a_path_that_two_servers_could_read_differently_is_refused(path: bytes) -> None:
    with pytest.raises(AmbiguousRequest):
        destination_of(path, {})


def test_only_listed_headers_pass_to_a_service() -> None:
    given = [
        ("Authorization", "Bearer browser"),
        ("Cookie", "sinergi=x"),
        ("X-Forwarded-For", "10.0.0.1"),
        ("Transfer-Encoding", "chunked"),
        ("Host", "sinergi"),
        ("Connection", "close, If-Match"),
        ("If-Match", '"1"'),
        ("Idempotency-Key", "k"),
    ]
    assert headers_to_service(given, "own", "c") == {
        "idempotency-key": "k",
        "accept-encoding": "identity",
        "authorization": "Bearer own",
        "x-correlation-id": "c",
    }


def test_a_service_sets_no_cookie_and_leads_to_no_other_site() -> None:
    given = [
        ("Set-Cookie", "a=b"),
        ("Location", "https://evil.example/"),
        ("ETag", '"1"'),
        ("Connection", "x-a"),
        ("X-A", "b"),
    ]
    assert headers_to_browser(given, "/api/programs") == [("etag", '"1"')]


@pytest.mark.parametrize(
    ("location", "expected"), [("/programs/1", ["/api/programs/programs/1"]), ("//evil.example", []), ("/\\evil", [])]
)
def test_an_address_of_a_service_gets_its_prefix(location: str, expected: list[str]) -> None:
    assert [value for _, value in headers_to_browser([("location", location)], "/api/programs")] == expected


@pytest.mark.parametrize(
    ("method", "headers", "foreign"),
    [
        ("POST", {"sec-fetch-site": "same-origin", "origin": ORIGIN}, False),
        ("POST", {"sec-fetch-site": "same-origin"}, False),
        ("POST", {"origin": ORIGIN}, False),
        ("POST", {"sec-fetch-site": "none", "origin": ORIGIN}, True),
        ("POST", {"sec-fetch-site": "same-site", "origin": ORIGIN}, True),
        ("POST", {"sec-fetch-site": "same-origin", "origin": "null"}, True),
        ("DELETE", {"origin": ORIGIN.replace("https", "http")}, True),
        ("POST", {}, True),
        ("GET", {}, False),
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, False),
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, True),
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}, True),
    ],
)
def test_a_request_of_another_site_is_recognised(method: str, headers: dict[str, str], foreign: bool) -> None:
    assert is_foreign(method, headers, ORIGIN) == foreign


def test_large_cookies_are_refused() -> None:
    require_small_cookies([("cookie", "x" * 8000)])
    with pytest.raises(CookiesTooLarge):
        require_small_cookies([("cookie", "x" * 5000), ("Cookie", "x" * 5000)])
    require_small_cookies([("x-other", "x" * 9000)])


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("POST", [("Content-Length", "1"), ("Transfer-Encoding", "chunked")]),
        ("POST", [("Content-Length", "1"), ("content-length", "1")]),
        ("GET", [("Host", "a"), ("host", "b")]),
        ("CONNECT", []),
        ("TRACE", []),
    ],
)
def test_ambiguous_requests_are_refused(method: str, headers: list[tuple[str, str]]) -> None:
    with pytest.raises(AmbiguousRequest):
        require_unambiguous(method, headers)


def test_the_policy_is_strict_and_https_stays_https() -> None:
    secure = security_headers(ORIGIN, "https://login.example.go.id/realms/a")
    assert "unsafe" not in secure["Content-Security-Policy"]
    assert secure["Content-Security-Policy"].endswith("form-action 'self' https://login.example.go.id")
    assert "Strict-Transport-Security" in secure
    assert "Strict-Transport-Security" not in security_headers("http://127.0.0.1:1", "http://127.0.0.1:2")
