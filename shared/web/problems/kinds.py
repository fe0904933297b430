"""Status and advice of every refusal.

The detail of a refusal says what is wrong; the advice says what the caller can do. Refusals of the interface state both
on their class. Refusals of the field know nothing of HTTP: their four base classes are in the table below.
"""

from typing import NamedTuple

from shared.values.refusals import Conflict, Denied, Invalid, NotFound, Refusal, RequestRefusal
from shared.values.texts import Text


class RefusalKind(NamedTuple):
    """The status of an answer, and what to do next."""

    status: int
    advice: Text


# Statuses as RFC 9110 §15 means them.
_OF_THE_FIELD: dict[type[Refusal], RefusalKind] = {
    Denied: RefusalKind(
        403,
        Text(
            "Minta pejabat yang berwenang untuk melakukannya, atau minta penugasan Anda dicatat dalam data induk.",
            "Ask a colleague whose position allows it, or have your position recorded in the master data.",
        ),
    ),
    NotFound: RefusalKind(
        404,
        Text(
            "Periksa alamat dan pengenalnya. Data di luar wewenang Anda mungkin juga tidak terlihat.",
            "Check the address and the id. Records outside your positions may also be hidden.",
        ),
    ),
    Conflict: RefusalKind(
        409,
        Text(
            "Baca keadaannya sekarang, lalu putuskan apakah perintah itu masih diperlukan.",
            "Read the current state, then decide whether the command is still needed.",
        ),
    ),
    Invalid: RefusalKind(
        422,
        Text(
            "Perbaiki isinya; permintaan yang sama akan ditolak lagi.",
            "Fix the content; resending it unchanged will fail again.",
        ),
    ),
}


def kind_of(refusal: type[Refusal]) -> RefusalKind:
    """Status and advice of a refusal."""
    if issubclass(refusal, RequestRefusal):
        return RefusalKind(refusal.status, refusal.advice)
    return next(kind for base, kind in _OF_THE_FIELD.items() if issubclass(refusal, base))
