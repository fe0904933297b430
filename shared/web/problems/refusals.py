"""Refusals of the interface itself; refusals of the field are defined beside their rules."""

from shared.values.refusals import Conflict, Invalid, NotFound, RequestRefusal
from shared.values.texts import Text
from shared.web.budget import Budget
from shared.web.correlation import HEADER


class BadRequest(RequestRefusal):
    """The request itself is malformed; no rule of the field was asked."""

    status = 400
    advice = Text(
        "Perbaiki permintaan Anda; permintaan yang sama akan ditolak lagi.",
        "Fix the request; resending it unchanged will fail again.",
    )


class MalformedJson(BadRequest):
    """The body is not JSON."""

    title = Text("Isi permintaan bukan JSON yang sah", "Malformed JSON")
    detail = Text(
        "Isi permintaan tidak dapat dibaca sebagai JSON: {why}.",
        "The request body is not valid JSON: {why}.",
    )


class FormUnreadable(BadRequest):
    """The body is not what a form of a page sends."""

    title = Text("Isian tidak dapat dibaca", "Form unreadable")
    detail = Text(
        "Isian tidak dapat dibaca. Muat ulang halaman, lalu kirim lagi.",
        "The form could not be read. Load the page again and resend.",
    )


class InvalidRequest(Invalid):
    """Fields of the request are missing, unknown or of the wrong type."""

    title = Text("Permintaan tidak sah", "Invalid request")
    detail = Text(
        'Perbaiki bagian yang disebut dalam "errors", lalu kirim lagi.',
        'Fix the parts listed in "errors" and resend.',
    )


class IdempotencyKeyMissing(BadRequest):
    """A POST came without its key, or with a key that isn't one."""

    title = Text("Idempotency-Key tidak ada", "Idempotency-Key is missing")
    detail = Text(
        "Setiap POST memerlukan header Idempotency-Key (1–200 tanda ASCII tanpa spasi, unik untuk setiap perintah).",
        "Every POST needs an Idempotency-Key header (1–200 ASCII characters, no space, unique for each command).",
    )


class IdempotencyKeyReused(Conflict):
    """The key was used before, for another request."""

    title = Text("Idempotency-Key sudah dipakai", "Idempotency-Key was used before")
    detail = Text(
        "Kunci ini sudah dipakai untuk permintaan lain. Gunakan kunci baru.",
        "This key was used for another request. Use a new one.",
    )


class VersionMissing(RequestRefusal):
    """A change of an existing resource came without If-Match."""

    status = 428
    advice = Text(
        "Baca dahulu datanya, lalu kirim ETag-nya di header If-Match.",
        "Read the resource first, then send its ETag in the If-Match header.",
    )
    title = Text("If-Match tidak ada", "If-Match is missing")
    detail = Text(
        "Perubahan ini memerlukan header If-Match dengan ETag data yang diubah.",
        "This change needs an If-Match header with the ETag of the resource.",
    )


class VersionStale(RequestRefusal):
    """The resource was changed in between."""

    status = 412
    advice = Text(
        "Baca lagi, periksa apakah perubahan Anda masih tepat, lalu kirim dengan ETag yang baru.",
        "Read it again, check that your change still fits, then send it with the new ETag.",
    )
    title = Text("Data sudah berubah", "The resource has changed")
    detail = Text(
        "Data telah diubah sejak versi {expected}; sekarang versi {current}. Baca lagi, lalu ulangi.",
        "The resource is no longer at version {expected}, but at {current}. Read it again, then repeat.",
    )


class InvalidCursor(BadRequest):
    """The cursor was not made here."""

    title = Text("Kursor tidak sah", "Invalid cursor")
    detail = Text(
        'Gunakan nilai "next" dari halaman sebelumnya, atau mulai tanpa kursor.',
        'Use the "next" value of the previous page, or start without a cursor.',
    )


class RouteNotFound(NotFound):
    """The address is not one of the interface."""

    title = Text("Alamat tidak ditemukan", "Route not found")
    detail = Text("Lihat /docs untuk alamat yang tersedia.", "See /docs for the routes of this service.")


class MethodNotAllowed(RequestRefusal):
    """The address exists, and does not support the method."""

    status = 405
    advice = Text(
        "Gunakan salah satu metode yang disebut di header Allow.",
        "Use one of the methods in the Allow header.",
    )
    title = Text("Metode tidak didukung", "Method not allowed")
    detail = Text("Alamat ini mendukung: {allow}.", "This address supports: {allow}.")

    def headers(self) -> dict[str, str]:
        """Name the methods that the address supports (RFC 9110 §15.5.6)."""
        return {"Allow": str(self.values["allow"])}


class BodyTooLarge(RequestRefusal):
    """The body is larger than the limit."""

    status = 413
    advice = Text(
        "Bagi menjadi beberapa permintaan yang lebih kecil.",
        "Split it into several smaller requests.",
    )
    title = Text("Isi permintaan terlalu besar", "Body too large")
    detail = Text("Paling besar {limit} byte.", "At most {limit} bytes.")


class BodyTooSlow(RequestRefusal):
    """The body did not arrive in time."""

    status = 408
    advice = Text(
        "Kirim lagi lewat sambungan yang lebih baik, dengan Idempotency-Key yang sama.",
        "Send it again over a better connection, with the same Idempotency-Key.",
    )
    title = Text("Pengiriman isi terlalu lambat", "Body too slow")
    detail = Text(
        "Isi permintaan belum lengkap setelah {seconds} detik. Tidak ada yang berubah.",
        "The body was not complete after {seconds} seconds. Nothing was changed.",
    )

    def headers(self) -> dict[str, str]:
        """Close the connection: the rest of the body is not awaited."""
        # A body that is too large is read and thrown away instead: a client that is still sending would otherwise lose
        # the answer.
        return {"Connection": "close"}


class RetryLater(RequestRefusal):
    """The same request can succeed later; the answer states after how many seconds to repeat it."""

    def seconds(self) -> int:
        """The pause before the request is repeated."""
        return 2

    def headers(self) -> dict[str, str]:
        """State the pause (RFC 9110 §10.2.3)."""
        return {"Retry-After": str(self.seconds())}


class TooManyRequests(RetryLater):
    """An account, an address or a subscriber has used up its requests of this minute."""

    status = 429
    advice = Text(
        "Tunggu selama jumlah detik di header Retry-After, lalu kirim lagi permintaan yang sama.",
        "Wait as many seconds as Retry-After says, then resend the same request.",
    )
    title = Text("Terlalu banyak permintaan", "Too many requests")
    detail = Text(
        "Batasnya {budget.per_minute} permintaan per menit. Ulangi setelah {budget.seconds} detik.",
        "The limit is {budget.per_minute} requests a minute. Repeat after {budget.seconds} seconds.",
    )

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget=budget)
        self.budget = budget

    def seconds(self) -> int:
        """The rest of the minute."""
        return self.budget.seconds

    def headers(self) -> dict[str, str]:
        """State the rate as well."""
        return super().headers() | self.budget.headers()


class Gone(RequestRefusal):
    """It existed and will not come back."""

    status = 410
    advice = Text(
        "Mulai lagi seperti yang disebut dalam penjelasannya; alamat lama tidak akan berlaku lagi.",
        "Start again as the detail says; the old address will not come back.",
    )


class TookTooLong(RetryLater):
    """The request was stopped at its time limit and rolled back (503: a 504 would mean a gateway)."""

    status = 503
    advice = Text(
        "Ulangi dengan Idempotency-Key yang sama; bila terjadi lagi, minta data yang lebih sedikit.",
        "Repeat it with the same Idempotency-Key; if it happens again, ask for less data.",
    )
    title = Text("Melewati batas waktu", "Took too long")
    detail = Text(
        "Permintaan dihentikan karena melewati batas waktu. Ulangi dengan Idempotency-Key yang sama: "
        "perintah yang sudah terlaksana tidak akan dilaksanakan dua kali.",
        "The request was stopped at its time limit. Repeat it with the same Idempotency-Key: "
        "a command that took effect will not take effect twice.",
    )


class TryAgain(RetryLater):
    """Something that the service needs is unavailable; nothing was changed."""

    status = 503
    advice = Text(
        "Tunggu selama jumlah detik di header Retry-After, lalu ulangi dengan Idempotency-Key yang sama.",
        "Wait as many seconds as Retry-After says, then repeat with the same Idempotency-Key.",
    )
    title = Text("Layanan sedang terganggu", "Temporarily unavailable")
    detail = Text(
        "Tidak ada yang berubah. Ulangi sebentar lagi dengan Idempotency-Key yang sama.",
        "Nothing was changed. Repeat in a moment with the same Idempotency-Key.",
    )


class Unexpected(RequestRefusal):
    """A fault of the service: its operators must look."""

    status = 500
    advice = Text(
        "Laporkan kepada pengelola dengan nomor korelasinya; pengulangan biasanya tidak membantu.",
        "Report it to the operators with its correlation id; repeating rarely helps.",
    )
    title = Text("Kesalahan tak terduga", "Unexpected error")
    detail = Text(
        "Tidak ada yang berubah. Laporkan dengan nomor korelasi {correlation_id}.",
        "Nothing was changed. Report it with the correlation id {correlation_id}.",
    )

    def headers(self) -> dict[str, str]:
        """State the correlation id, since this answer is written outside the middleware that adds it."""
        return {HEADER: str(self.values["correlation_id"])}
