"""Positions: which capability goes with which kind of unit, and when a position may end."""

from collections.abc import Mapping
from datetime import date

from shared.values.capabilities import Capability, ScopeKind
from shared.values.refusals import Conflict, Denied, Invalid, NotFound
from shared.values.texts import Text

KINDS: Mapping[Capability, frozenset[ScopeKind]] = {
    Capability.OFFICER: frozenset({"facility"}),
    Capability.HEAD: frozenset({"facility"}),
    Capability.REGIONAL_REVIEWER: frozenset({"region"}),
    Capability.DIRECTORATE: frozenset({"nation"}),
    Capability.PARTNER_CONTACT: frozenset({"partner"}),
    Capability.SYSTEM_SUBSCRIBER: frozenset({"nation", "region", "partner"}),
    Capability.OPERATOR: frozenset({"nation"}),
}
"""Where each capability can be held."""


class PositionUnknown(NotFound):
    """No position bears this id."""

    title = Text("Jabatan tidak dikenal", "Unknown position")
    detail = Text("Tidak ada jabatan dengan id {id}.", "No position has the id {id}.")


class ScopeDoesNotFit(Invalid):
    """The capability is not held in this kind of unit."""

    title = Text("Lingkup tidak sesuai", "Scope does not fit")
    detail = Text(
        "{capability} dipegang pada: {kinds}; bukan pada {scope_kind}.",
        "{capability} is held in: {kinds}; not in {scope_kind}.",
    )


class UnitUnknown(Invalid):
    """The unit of a position is not in the register."""

    title = Text("Unit tidak dikenal", "Unknown unit")
    detail = Text(
        'Tidak ada {scope_kind} "{unit}" dalam register (untuk nation, kosongkan unit).',
        'The register has no {scope_kind} "{unit}" (for nation, leave the unit empty).',
    )


class OperatorsOnly(Denied):
    """Only an operator makes operators."""

    title = Text("Hanya operator", "Operators only")
    detail = Text(
        "Jabatan operator hanya dapat diberikan atau diakhiri oleh operator.",
        "Only an operator may give or end a position of operator.",
    )


class PositionEnded(Conflict):
    """The position has an earlier last day already."""

    title = Text("Jabatan sudah berakhir", "Position has ended")
    detail = Text("Hari terakhir jabatan ini sudah {last_day}.", "The last day of this position is already {last_day}.")


class EndsBeforeItBegins(Invalid):
    """The last day lies before the first."""

    title = Text("Berakhir sebelum mulai", "Ends before it begins")
    detail = Text(
        "Jabatan ini mulai {valid_from}; hari terakhirnya tidak dapat {last_day}.",
        "This position begins on {valid_from}; its last day cannot be {last_day}.",
    )


def require_fit(capability: Capability, scope_kind: ScopeKind) -> None:
    """Raise `ScopeDoesNotFit`."""
    kinds = KINDS[capability]
    if scope_kind not in kinds:
        raise ScopeDoesNotFit(capability=capability, kinds=", ".join(sorted(kinds)), scope_kind=scope_kind)


def require_span(valid_from: date, last_day: date | None) -> None:
    """Raise `EndsBeforeItBegins`."""
    if last_day is not None and last_day < valid_from:
        raise EndsBeforeItBegins(valid_from=valid_from, last_day=last_day)


def require_endable(valid_from: date, valid_until: date | None, last_day: date) -> None:
    """Raise `EndsBeforeItBegins`, or `PositionEnded` where it ends no later already."""
    require_span(valid_from, last_day)
    # An end may be brought forward and never put off: who stays longer is appointed again.
    if valid_until is not None and valid_until <= last_day:
        raise PositionEnded(last_day=valid_until)
