"""The states of the document and the moves between them, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from services.agreements.agreement.model.terms import InForce
from shared.values.labels import label, label_list
from shared.values.refusals import Conflict, WrongState
from shared.values.texts import Text

DocumentState = Literal[
    "exploration",
    "drafting",
    "review",
    "validated",
    "awaiting_signature",
    "partially_signed",
    "signed",
    "superseded",
    "terminated",
    "lapsed",
    "declined",
    "withdrawn",
    "cancelled",
]
StateToday = Literal[
    "exploration",
    "drafting",
    "review",
    "validated",
    "awaiting_signature",
    "partially_signed",
    "signed",
    "active",
    "expired",
    "superseded",
    "terminated",
    "lapsed",
    "declined",
    "withdrawn",
    "cancelled",
]
"""A signed document is *active* on its days in force and *expired* after them; computed for a day, never stored."""

MoveName = Literal[
    "explore",
    "draft",
    "register",
    "begin_drafting",
    "change",
    "submit",
    "return",
    "validate",
    "reopen",
    "plan_signing",
    "move_plan",
    "sign_in_part",
    "sign",
    "acknowledge",
    "void_signature",
    "amend_term",
    "amend",
    "supersede",
    "give_notice",
    "withdraw_notice",
    "correct",
    "terminate",
    "retract",
    "restore",
    "withdraw",
    "decline",
    "lapse",
    "cancel",
]


class DraftIncomplete(Conflict):
    """A part without which a draft cannot be reviewed is missing."""

    title = Text("Draf belum lengkap", "Draft incomplete")
    detail = Text("Lengkapi dahulu: {missing}.", "Complete first: {missing}.")


class SignaturesOutstanding(Conflict):
    """Not every principal has signed."""

    title = Text("Tanda tangan belum lengkap", "Signatures outstanding")
    detail = Text("{count} pihak belum menandatangani.", "{count} parties have not signed.")


class Guarded(Protocol):
    """The properties of an agreement that guards check."""

    @property
    def blocking(self) -> list[str]:
        """The missing parts that hold up a review."""

    @property
    def outstanding(self) -> int:
        """The number of principals that have not signed."""


def _no_guard(_agreement: Guarded) -> None:
    """Accept every agreement."""


def _complete(agreement: Guarded) -> None:
    if agreement.blocking:
        raise DraftIncomplete(missing=label_list("draft_part", agreement.blocking))


def _all_signed(agreement: Guarded) -> None:
    if agreement.outstanding:
        raise SignaturesOutstanding(count=agreement.outstanding)


@dataclass(frozen=True, slots=True)
class Move:
    """The states from which a move is possible, the state to which it leads, its guard, and its name for people."""

    origins: tuple[DocumentState, ...]
    # None: the state does not change.
    to: DocumentState | None
    label: Text
    guard: Callable[[Guarded], None] = _no_guard

    def check(self, agreement: Guarded, state: DocumentState) -> None:
        """Raise `WrongState`, or what the guard raises."""
        if state not in self.origins:
            allowed = label_list("document_state", self.origins)
            raise WrongState(operation=self.label, state=label("document_state", state), allowed=allowed)
        self.guard(agreement)


_OPEN: tuple[DocumentState, ...] = ("exploration", "drafting", "review", "validated", "awaiting_signature")
_SIGNABLE: tuple[DocumentState, ...] = ("validated", "awaiting_signature", "partially_signed")

MOVES: Mapping[MoveName, Move] = {
    # Three moves begin an agreement. Without origins, so that no agreement can make them later.
    "explore": Move((), "exploration", Text("Penjajakan dicatat", "Exploration recorded")),
    "draft": Move((), "drafting", Text("Draf dibuat", "Drafted")),
    "register": Move((), "signed", Text("Perjanjian lama dicatat", "Earlier agreement registered")),
    "begin_drafting": Move(("exploration",), "drafting", Text("Penyusunan draf dimulai", "Drafting begun")),
    "change": Move(("exploration", "drafting"), None, Text("Draf diubah", "Draft changed")),
    "submit": Move(("drafting",), "review", Text("Draf diajukan untuk ditelaah", "Submitted for review"), _complete),
    "return": Move(("review",), "drafting", Text("Draf dikembalikan untuk diperbaiki", "Returned for revision")),
    "validate": Move(("review",), "validated", Text("Draf disetujui semua penelaah", "Validated by every reviewer")),
    "reopen": Move(("validated", "awaiting_signature"), "drafting", Text("Naskah dibuka kembali", "Text reopened")),
    "plan_signing": Move(
        ("validated", "awaiting_signature"),
        "awaiting_signature",
        Text("Penandatanganan dijadwalkan", "Signing planned"),
    ),
    # After some have signed: the others may sign later than planned.
    "move_plan": Move(("partially_signed",), None, Text("Rencana penandatanganan diubah", "Plan to sign moved")),
    "sign_in_part": Move(_SIGNABLE, "partially_signed", Text("Ditandatangani sebagian", "Signed in part")),
    "sign": Move(_SIGNABLE, "signed", Text("Ditandatangani semua pihak", "Signed by every party"), _all_signed),
    # Nothing waits for an acknowledging party or a witness: it may sign before the first principal or after the last.
    "acknowledge": Move((*_SIGNABLE, "signed"), None, Text("Diketahui atau disaksikan", "Acknowledged or witnessed")),
    "void_signature": Move(("partially_signed",), None, Text("Tanda tangan dibatalkan", "Signature voided")),
    "amend_term": Move(("signed",), None, Text("Masa berlaku diubah dengan adendum", "Term changed by an addendum")),
    "amend": Move(("signed",), None, Text("Diubah dengan adendum", "Amended by an addendum")),
    # An expired agreement is `signed` here as well: a successor that begins late still takes over from it.
    "supersede": Move(("signed",), "superseded", Text("Digantikan oleh penerusnya", "Superseded by its successor")),
    "give_notice": Move(("signed",), None, Text("Pengakhiran diberitahukan", "Notice of termination given")),
    "withdraw_notice": Move(("signed",), None, Text("Pengakhiran ditarik kembali", "Notice of termination withdrawn")),
    "correct": Move(("signed", "superseded", "terminated"), None, Text("Ralat dicatat", "Corrected by an erratum")),
    "terminate": Move(("signed",), "terminated", Text("Diakhiri", "Terminated")),
    "retract": Move(("signed",), "withdrawn", Text("Pencatatan ditarik kembali", "Registration retracted")),
    "restore": Move(("superseded",), "signed", Text("Penggantiannya dibatalkan", "Its successor was retracted")),
    "withdraw": Move(_OPEN, "withdrawn", Text("Ditarik kembali", "Withdrawn")),
    "decline": Move((*_OPEN, "partially_signed"), "declined", Text("Ditolak oleh pihak", "Declined by a party")),
    "lapse": Move(_SIGNABLE, "lapsed", Text("Lewat waktu tanpa tanda tangan lengkap", "Lapsed before all had signed")),
    "cancel": Move(("partially_signed",), "cancelled", Text("Dibatalkan", "Cancelled")),
}


def state_on(day: date, state: DocumentState, in_force: InForce | None) -> StateToday:
    """The state on a day in the keeper's zone."""
    # Computed, because a stored state would still be active long after the term has ended. `queries.listing` has the
    # same rule in SQL.
    if state != "signed" or in_force is None or day < in_force.in_force_from:
        return state
    return "active" if in_force.holds_on(day) else "expired"
