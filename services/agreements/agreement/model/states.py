"""The states of the document and of its implementation, and the moves between them, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from shared.values.labels import label, label_list
from shared.values.refusals import Conflict, WrongState
from shared.values.terms import Term
from shared.values.texts import Text

DocumentState = Literal[
    "drafting", "review", "validated", "awaiting_signature", "partially_signed", "signed", "superseded", "withdrawn"
]
StateToday = Literal[
    "drafting",
    "review",
    "validated",
    "awaiting_signature",
    "partially_signed",
    "signed",
    "active",
    "expired",
    "superseded",
    "withdrawn",
]
"""A signed document is *active* within its term and *expired* after it; computed for a day, never stored."""

ImplementationState = Literal["not_started", "running"]
MoveName = Literal[
    "draft",
    "change",
    "submit",
    "return",
    "validate",
    "plan_signing",
    "sign_in_part",
    "sign",
    "acknowledge",
    "supersede",
    "withdraw",
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


_SIGNABLE: tuple[DocumentState, ...] = ("validated", "awaiting_signature", "partially_signed")

MOVES: Mapping[MoveName, Move] = {
    # Without origins, so that no agreement can make this move; it is listed for its label in the history.
    "draft": Move((), "drafting", Text("Draf dibuat", "Drafted")),
    "change": Move(("drafting",), "drafting", Text("Draf diubah", "Draft changed")),
    "submit": Move(("drafting",), "review", Text("Draf diajukan untuk ditelaah", "Submitted for review"), _complete),
    "return": Move(("review",), "drafting", Text("Draf dikembalikan untuk diperbaiki", "Returned for revision")),
    "validate": Move(("review",), "validated", Text("Draf disetujui semua penelaah", "Validated by every reviewer")),
    "plan_signing": Move(("validated",), "awaiting_signature", Text("Penandatanganan direncanakan", "Signing planned")),
    "sign_in_part": Move(_SIGNABLE, "partially_signed", Text("Ditandatangani sebagian", "Signed in part")),
    "sign": Move(_SIGNABLE, "signed", Text("Ditandatangani semua pihak", "Signed by every party"), _all_signed),
    # Nothing waits for an acknowledging party: it may sign before the first principal or after the last.
    "acknowledge": Move((*_SIGNABLE, "signed"), None, Text("Diketahui", "Acknowledged")),
    # An expired agreement is `signed` here as well: a successor that begins late still takes over from it.
    "supersede": Move(("signed",), "superseded", Text("Digantikan oleh penerusnya", "Superseded by its successor")),
    "withdraw": Move(
        ("drafting", "review", "validated", "awaiting_signature"), "withdrawn", Text("Ditarik kembali", "Withdrawn")
    ),
}


def state_on(day: date, state: DocumentState, term: Term | None) -> StateToday:
    """The state on a day in the facility's zone."""
    # Computed, because a stored state would still be active long after the term has ended. `queries.listing` has the
    # same rule in SQL.
    if state != "signed" or term is None or day < term.effective_from:
        return state
    return "active" if term.holds_on(day) else "expired"
