"""What the interface itself refuses, whatever the field; the field's own refusals stand beside their rules."""

from shared.values.refusals import Conflict, Invalid, NotFound, Refusal
from shared.values.texts import Text


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


class BodyTooSlow(Refusal):
    """The body did not arrive in time."""

    title = Text("Isi terlalu lambat", "Body too slow")
    detail = Text(
        "Isi permintaan belum lengkap setelah {seconds} detik. Tidak ada yang berubah.",
        "The body was not complete after {seconds} seconds. Nothing was changed.",
    )


class TooManyRequests(Refusal):
    """An account, an address or a subscriber has used up its requests for this minute."""

    title = Text("Terlalu banyak permintaan", "Too many requests")
    detail = Text(
        "Batasnya {per_minute} permintaan per menit. Ulangi setelah {seconds} detik.",
        "The limit is {per_minute} requests a minute. Repeat after {seconds} seconds.",
    )


class Gone(Refusal):
    """It was there and will not come back."""


class TookTooLong(Refusal):
    """The request was broken off, and its transaction rolled back (503: a 504 would speak of some gateway)."""

    title = Text("Terlalu lama", "Took too long")
    detail = Text(
        "Permintaan dihentikan karena melewati batas waktu. Ulangi dengan Idempotency-Key yang sama: "
        "yang sudah terjadi tidak akan terjadi dua kali.",
        "The request was broken off at its time limit. Repeat it with the same Idempotency-Key: "
        "what has happened will not happen twice.",
    )


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
