"""Rules of the one origin: which request is accepted, where it goes, and which headers pass."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from shared.values.refusals import RequestRefusal
from shared.values.texts import Text

Headers = Iterable[tuple[str, str]]
SERVICES = ("agreements", "programs", "notifications")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
METHODS = SAFE | {"POST", "PUT", "PATCH", "DELETE"}
LARGEST_COOKIES = 8_192
"""Bytes. The door's own cookies have some 200; a longer header only costs every server behind."""

# A list of what passes, not of what is taken away: the browser's Authorization, Cookie, X-Forwarded-… and everything
# about the connection stay here.
PASSED_ON = frozenset(
    {
        "accept",
        "accept-language",
        "content-disposition",
        "content-type",
        # What htmx states, so that a service may answer with a part of a page.
        "hx-request",
        "hx-target",
        "idempotency-key",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "last-event-id",
        "range",
        "traceparent",
    }
)
# Set-Cookie: only the door sets cookies. Content-Length is passed: the body is passed on unchanged.
KEPT_BACK = frozenset(
    {
        "alt-svc",
        "clear-site-data",
        "connection",
        "content-security-policy",
        "date",
        "keep-alive",
        "location",
        "proxy-authenticate",
        "server",
        "set-cookie",
        "strict-transport-security",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "www-authenticate",
        "access-control-allow-origin",
        "access-control-allow-credentials",
    }
)
_FOR_OPERATIONS = frozenset({"livez", "readyz", "metrics"})
_SMALL_BODIES = frozenset({"", "application/json", "application/x-www-form-urlencoded"})
_ENCODED_SLASH = re.compile(rb"%(2f|5c|00)", re.IGNORECASE)


class SessionMissing(RequestRefusal):
    """The request needs a session."""

    status = 401
    advice = Text("Masuk, lalu ulangi.", "Sign in, then repeat.")
    title = Text("Anda belum masuk", "You are not signed in")
    detail = Text("Sesi Anda sudah berakhir atau belum dimulai.", "Your session has ended or has not begun.")


class ForeignOrigin(RequestRefusal):
    """The request was sent by a page of another origin."""

    status = 403
    advice = Text("Kirim dari halaman Sinergi sendiri.", "Send it from a page of Sinergi.")
    title = Text("Permintaan dari situs lain", "Request from another site")
    detail = Text(
        "Permintaan ini berasal dari situs lain, jadi tidak dilaksanakan.",
        "This request came from another site, so it was not carried out.",
    )


class CookiesTooLarge(RequestRefusal):
    """The cookies are larger than the limit."""

    status = 431
    advice = Text("Hapus kuki situs ini, lalu masuk lagi.", "Delete this site's cookies, then sign in again.")
    title = Text("Kuki terlalu besar", "Cookies too large")
    detail = Text("Kuki melebihi {limit} byte.", "The cookies exceed {limit} bytes.")


class AmbiguousRequest(RequestRefusal):
    """Two servers could read the request in two ways."""

    status = 400
    advice = Text("Perbaiki permintaan Anda.", "Fix the request.")
    title = Text("Permintaan bermakna ganda", "Ambiguous request")
    detail = Text(
        "Permintaan ini dapat dibaca dengan dua cara ({why}).", "This request can be read in two ways ({why})."
    )


class WrongHost(RequestRefusal):
    """The request names another host than the public one."""

    status = 421
    advice = Text("Gunakan alamat resmi Sinergi.", "Use the public address of Sinergi.")
    title = Text("Alamat bukan milik Sinergi", "Not an address of Sinergi")
    detail = Text("Sinergi ada di {origin}.", "Sinergi is at {origin}.")


class ServiceDown(RequestRefusal):
    """A service does not answer; the others do."""

    status = 502
    advice = Text(
        "Halaman lain tetap dapat dipakai. Coba lagi sebentar lagi.", "Other pages still work. Try again in a moment."
    )
    title = Text("Layanan sedang tidak menjawab", "The service does not answer")
    detail = Text(
        "Layanan {service} sedang tidak menjawab. Perubahan yang baru dikirim mungkin sudah atau belum tersimpan.",
        "The service {service} does not answer. A change that was just sent may or may not have been saved.",
    )

    def headers(self) -> dict[str, str]:
        """State the pause (RFC 9110 §10.2.3)."""
        return {"Retry-After": "5"}


class ServiceFailed(ServiceDown):
    """A service has answered the request for a page with an error."""

    title = Text("Layanan mengalami gangguan", "The service failed")
    detail = Text(
        "Layanan {service} tidak dapat menampilkan halaman ini. Perubahan yang baru dikirim tidak tersimpan.",
        "The service {service} could not show this page. A change that was just sent has not been saved.",
    )


class TokenRefused(RequestRefusal):
    """A service does not accept the token of the session, although the session is in force."""

    status = 401
    advice = Text("Keluar, lalu masuk lagi.", "Sign out, then sign in again.")
    title = Text("Sesi tidak diterima", "Session not accepted")
    detail = Text("Layanan {service} tidak menerima sesi ini.", "The service {service} does not accept this session.")


class ServiceSlow(ServiceDown):
    """A service has not answered within the time limit."""

    status = 504
    title = Text("Layanan terlalu lambat", "The service is too slow")


class Destination(NamedTuple):
    """The service of a request, its path there, and what that path has before it in the browser: nothing for a page."""

    service: str
    path: str
    prefix: str

    @property
    def is_page(self) -> bool:
        """Whether the address is that of a page."""
        return not self.prefix


def destination_of(raw_path: bytes, pages: Mapping[str, str]) -> Destination | None:
    """Where the request for a path goes, or None. `pages` has the service of each first segment of a page's address.

    Raises `AmbiguousRequest`.
    """
    path = raw_path.decode("ascii", "replace")
    segments = path.split("/")[1:]
    # The door and a service must read the same path: `/api/agreements/..%2fmetrics` could leave its prefix behind.
    if _ENCODED_SLASH.search(raw_path) or "\\" in path or {".", ".."} & {_dots(each) for each in segments}:
        raise AmbiguousRequest(why="path")
    match segments:
        case ["api", service, first, *_] if service in SERVICES and first not in _FOR_OPERATIONS:
            return Destination(service, "/" + "/".join(segments[2:]), f"/api/{service}")
        case [first, *_] if first in pages:
            return Destination(pages[first], path, "")
    return None


def has_file(headers: Mapping[str, str]) -> bool:
    """Whether the body is a file, or a form with one: it may be large, so it is passed on while it arrives."""
    return headers.get("content-type", "").partition(";")[0].strip().lower() not in _SMALL_BODIES


def _dots(segment: str) -> str:
    return re.sub("%2e", ".", segment, flags=re.IGNORECASE)


def headers_to_service(
    headers: Headers, token: str | None, correlation_id: str, address: str | None = None
) -> dict[str, str]:
    """The headers with which a request is passed on; a visitor's has no token, and the address of its browser."""
    given = [(name.lower(), value) for name, value in headers]
    connection = ",".join(value for name, value in given if name == "connection")
    # Headers that a client names in Connection are about this connection only (RFC 9110 §7.6.1).
    named = {each.strip().lower() for each in connection.split(",")}
    passed = {name: value for name, value in given if name in PASSED_ON - named}
    # The body passes unchanged, so it must have no encoding that this browser did not ask for.
    own = {"accept-encoding": "identity", "x-correlation-id": correlation_id}
    if token is not None:
        own["authorization"] = f"Bearer {token}"
    elif address is not None:
        own["x-forwarded-for"] = address
    return passed | own


def headers_to_browser(headers: Headers, prefix: str) -> list[tuple[str, str]]:
    """The headers with which a service's answer is passed on; an address of the service gets its prefix."""
    answer = [(name.lower(), value) for name, value in headers]
    connection = ",".join(value for name, value in answer if name == "connection")
    named = {each.strip().lower() for each in connection.split(",")}
    passed = [(name, value) for name, value in answer if name not in KEPT_BACK | named]
    location = next((value for name, value in answer if name == "location"), "")
    # An absolute address would lead the browser past the door, or to another site.
    if location.startswith("/") and not location.startswith(("//", "/\\")):
        passed.append(("location", f"{prefix}{location}"))
    return passed


def is_foreign(method: str, headers: Mapping[str, str], origin: str) -> bool:
    """Whether a page of another origin sent the request (https://www.w3.org/TR/fetch-metadata/).

    A safe request from elsewhere is accepted only if it shows a page, as when a person follows a link.
    """
    site, given = headers.get("sec-fetch-site"), headers.get("origin")
    if method in SAFE:
        shows_page = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return site in ("cross-site", "same-site") and not shows_page
    # `same-site` is not enough: another host of the same domain may be less trusted.
    if given is not None and given != origin:
        return True
    return site != "same-origin" if site is not None else given is None


def require_small_cookies(headers: Headers) -> None:
    """Refuse cookies beyond their limit; the server has one for all headers. Raises `CookiesTooLarge`."""
    if sum(len(value) for name, value in headers if name.lower() == "cookie") > LARGEST_COOKIES:
        raise CookiesTooLarge(limit=LARGEST_COOKIES)


def require_unambiguous(method: str, headers: Headers) -> None:
    """Refuse a request whose end two servers could see in two places (RFC 9112 §6.1). Raises `AmbiguousRequest`."""
    names = [name.lower() for name, _value in headers]
    if "transfer-encoding" in names and "content-length" in names:
        raise AmbiguousRequest(why="Content-Length, Transfer-Encoding")
    for single in ("host", "content-length", "content-type", "origin", "sec-fetch-site", "if-match", "idempotency-key"):
        if names.count(single) > 1:
            raise AmbiguousRequest(why=single)
    if method not in METHODS:
        raise AmbiguousRequest(why="method")


def security_headers(origin: str, issuer: str) -> dict[str, str]:
    """The headers of every answer. `form-action` has the issuer, because logging out is a form that leads there."""
    provider = urlsplit(issuer)
    policy = (
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {provider.scheme}://{provider.netloc}"
    )
    headers = {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        # Not no-referrer: with it, browsers send `Origin: null` with our own forms.
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    if urlsplit(origin).scheme == "https":
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return headers
