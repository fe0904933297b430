"""How refusals are answered: each kind has a status, and an advice that holds for all refusals of its kind.

The sentence of a refusal says what is the matter; the advice says what whoever was refused can do.
"""

from typing import NamedTuple

from shared.access.tokens import Unauthenticated
from shared.values.refusals import Conflict, Denied, Invalid, NotFound, Refusal
from shared.values.texts import Text
from shared.web.problems.refusals import (
    BadRequest,
    BodyTooLarge,
    BodyTooSlow,
    Gone,
    MethodNotAllowed,
    TookTooLong,
    TooManyRequests,
    TryAgain,
    Unexpected,
    VersionMissing,
    VersionStale,
)


class Kind(NamedTuple):
    """How refusals of one kind are answered, and what to do then."""

    status: int
    advice: Text


# Statuses as RFC 9110 §15 means them; 428 and 429 are those of RFC 6585.
_KINDS: dict[type[Refusal], Kind] = {
    BadRequest: Kind(
        400,
        Text(
            "Perbaiki permintaannya; permintaan yang sama akan ditolak lagi.",
            "Mend the request; the same one will be refused again.",
        ),
    ),
    Unauthenticated: Kind(
        401,
        Text(
            "Ambil token baru, lalu kirim lagi permintaan yang sama.",
            "Get a new token, then send the same request again.",
        ),
    ),
    Denied: Kind(
        403,
        Text(
            "Mintalah pejabat yang berwenang melakukannya, atau minta jabatannya dicatat di register.",
            "Ask somebody whose position allows it, or have the position entered in the register.",
        ),
    ),
    NotFound: Kind(
        404,
        Text(
            "Periksa alamat dan pengenalnya. Yang di luar wewenang Anda dapat juga tidak terlihat.",
            "Check the address and the id. What lies outside your positions may not be visible either.",
        ),
    ),
    MethodNotAllowed: Kind(
        405,
        Text(
            "Gunakan salah satu metode yang disebut di header Allow.",
            "Use one of the methods that the Allow header names.",
        ),
    ),
    BodyTooSlow: Kind(
        408,
        Text(
            "Kirim lagi lewat sambungan yang lebih baik, dengan Idempotency-Key yang sama.",
            "Send it again over a better connection, with the same Idempotency-Key.",
        ),
    ),
    Conflict: Kind(
        409,
        Text(
            "Baca keadaannya sekarang, lalu putuskan apakah perintah itu masih diperlukan.",
            "Read how things stand now, then decide whether the command is still needed.",
        ),
    ),
    Gone: Kind(
        410,
        Text(
            "Mulai lagi seperti yang disebut di penjelasannya; alamat lama tidak akan kembali.",
            "Begin again as the sentence says; the old address will not come back.",
        ),
    ),
    VersionStale: Kind(
        412,
        Text(
            "Baca lagi, periksa apakah perubahan Anda masih tepat, lalu kirim dengan ETag yang baru.",
            "Read it again, see whether your change still fits, then send it with the new ETag.",
        ),
    ),
    BodyTooLarge: Kind(
        413,
        Text(
            "Bagi menjadi beberapa permintaan yang lebih kecil.",
            "Split it into several smaller requests.",
        ),
    ),
    Invalid: Kind(
        422,
        Text(
            "Perbaiki isinya; permintaan yang sama akan ditolak lagi.",
            "Mend what it says; the same request will be refused again.",
        ),
    ),
    VersionMissing: Kind(
        428,
        Text(
            "Baca dahulu datanya, lalu kirim ETag-nya di header If-Match.",
            "Read the thing first, then send its ETag in If-Match.",
        ),
    ),
    TooManyRequests: Kind(
        429,
        Text(
            "Tunggu sebanyak detik yang disebut di Retry-After, lalu kirim lagi permintaan yang sama.",
            "Wait for the seconds that Retry-After names, then send the same request again.",
        ),
    ),
    Unexpected: Kind(
        500,
        Text(
            "Laporkan kepada pengelola dengan nomor korelasinya; mengulang biasanya tidak menolong.",
            "Report it to those who run the service, with the correlation id; repeating seldom helps.",
        ),
    ),
    TryAgain: Kind(
        503,
        Text(
            "Tunggu sebanyak detik yang disebut di Retry-After, lalu ulangi dengan Idempotency-Key yang sama.",
            "Wait for the seconds that Retry-After names, then repeat with the same Idempotency-Key.",
        ),
    ),
    TookTooLong: Kind(
        503,
        Text(
            "Ulangi dengan Idempotency-Key yang sama; bila terjadi lagi, minta bagian yang lebih kecil.",
            "Repeat it with the same Idempotency-Key; should it happen again, ask for less at once.",
        ),
    ),
}


def kind_of(refusal: type[Refusal]) -> Kind:
    """How a refusal is answered: as its nearest class in the table says."""
    return next(_KINDS[base] for base in refusal.__mro__ if base in _KINDS)
