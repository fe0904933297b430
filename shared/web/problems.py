"""Problem details (RFC 9457): every refusal has a type of its own, a title and a sentence in both languages."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from shared.access.tokens import Unauthenticated
from shared.values.refusals import Conflict, Denied, Invalid, NotFound, Refusal
from shared.values.texts import Text

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = "2"


class BadRequest(Refusal):
    """The request itself is malformed: not a matter of the field's rules."""


class MalformedJson(BadRequest):
    """The body is not JSON."""

    title = Text("Isi bukan JSON", "Malformed JSON")
    detail = Text("Isi permintaan bukan JSON yang benar: {why}.", "The request body is not valid JSON: {why}.")


class InvalidRequest(Invalid):
    """Fields of the request are missing, unknown or of the wrong kind."""

    title = Text("Permintaan tidak sah", "Invalid request")
    detail = Text(
        'Perbaiki bagian yang disebut di "errors", lalu kirim lagi.',
        'Mend what "errors" names, then send again.',
    )


class IdempotencyKeyMissing(BadRequest):
    """A POST came without its key."""

    title = Text("Idempotency-Key tidak ada", "Idempotency-Key is missing")
    detail = Text(
        "Setiap POST memerlukan header Idempotency-Key (1–200 karakter, unik untuk setiap perintah).",
        "Every POST needs an Idempotency-Key header (1–200 characters, unique for each command).",
    )


class IdempotencyKeyReused(Conflict):
    """The key came before, with another request."""

    title = Text("Idempotency-Key sudah dipakai", "Idempotency-Key was used before")
    detail = Text(
        "Kunci ini sudah dipakai untuk permintaan lain. Gunakan kunci baru.",
        "This key was used for another request. Use a new one.",
    )


class VersionMissing(Refusal):
    """A change of an existing thing came without If-Match."""

    title = Text("If-Match tidak ada", "If-Match is missing")
    detail = Text(
        "Baca dahulu datanya, lalu kirim ETag-nya di header If-Match.",
        "Read the thing first, then send its ETag in the If-Match header.",
    )


class VersionStale(Refusal):
    """Somebody changed the thing in between."""

    title = Text("Data sudah berubah", "The thing has changed")
    detail = Text(
        "Data telah diubah sejak versi {sent}; sekarang versi {current}. Baca lagi, lalu ulangi.",
        "The thing has changed since version {sent}; it is at version {current} now. Read it again, then repeat.",
    )


class InvalidCursor(BadRequest):
    """A cursor was not made here."""

    title = Text("Kursor tidak sah", "Invalid cursor")
    detail = Text(
        'Gunakan nilai "next" dari halaman sebelumnya, atau mulai tanpa kursor.',
        'Use the "next" value of the page before, or begin without a cursor.',
    )


class NoSuchRoute(NotFound):
    """The address is not one of the interface."""

    title = Text("Alamat tidak dikenal", "No such route")
    detail = Text("Lihat /docs untuk alamat yang ada.", "See /docs for the routes that there are.")


class MethodNotAllowed(Refusal):
    """The address is right, the method is not."""

    title = Text("Metode tidak didukung", "Method not allowed")
    detail = Text("Alamat ini mendukung: {allow}.", "This address supports: {allow}.")


class BodyTooLarge(Refusal):
    """The body is larger than the interface takes."""

    title = Text("Isi terlalu besar", "Body too large")
    detail = Text("Paling besar {limit} byte.", "At most {limit} bytes.")


class TryAgain(Refusal):
    """Something that the service needs is away; nothing was changed."""

    title = Text("Layanan sedang terganggu", "Temporarily unavailable")
    detail = Text(
        "Tidak ada yang berubah. Ulangi sebentar lagi dengan Idempotency-Key yang sama.",
        "Nothing was changed. Repeat in a moment with the same Idempotency-Key.",
    )


class Unexpected(Refusal):
    """A fault of ours: someone must look."""

    title = Text("Kesalahan tak terduga", "Unexpected error")
    detail = Text(
        "Tidak ada yang berubah. Laporkan dengan nomor korelasi {correlation_id}.",
        "Nothing was changed. Report it with the correlation id {correlation_id}.",
    )


_STATUS: dict[type[Refusal], int] = {
    BadRequest: 400,
    Unauthenticated: 401,
    Denied: 403,
    NotFound: 404,
    MethodNotAllowed: 405,
    Conflict: 409,
    VersionStale: 412,
    BodyTooLarge: 413,
    Invalid: 422,
    VersionMissing: 428,
    Unexpected: 500,
    TryAgain: 503,
}


def status_of(refusal: type[Refusal]) -> int:
    """The HTTP status of a refusal: that of its nearest class in the table."""
    return next(_STATUS[base] for base in refusal.__mro__ if base in _STATUS)


def problem(request: Request, refusal: Refusal, headers: dict[str, str] | None = None, **more: Any) -> JSONResponse:
    """The answer that says what was refused and what to do."""
    status = status_of(type(refusal))
    body = {
        "type": f"/problems/{refusal.code()}",
        "title": refusal.title.id,
        "title_en": refusal.title.en,
        "status": status,
        "detail": refusal.sentence.id,
        "detail_en": refusal.sentence.en,
        "instance": request.url.path,
        "correlation_id": getattr(request.state, "correlation_id", None),
        **more,
    }
    if isinstance(refusal, TryAgain):
        headers = {"Retry-After": RETRY_SECONDS} | (headers or {})
    return JSONResponse(body, status, headers, MEDIA_TYPE)
