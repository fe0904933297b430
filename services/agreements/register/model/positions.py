"""Positions: which capability goes with which kind of unit, and when a position may end."""

from collections.abc import Mapping
from datetime import date

from shared.values.capabilities import Capability, ScopeKind
from shared.values.labels import label, label_list
from shared.values.refusals import Conflict, Denied, Invalid, NotFound
from shared.values.texts import Text

HELD_IN: Mapping[Capability, frozenset[ScopeKind]] = {
    Capability.OFFICER: frozenset({"facility"}),
    Capability.HEAD: frozenset({"facility"}),
    Capability.REGIONAL_REVIEWER: frozenset({"region"}),
    Capability.DIRECTORATE: frozenset({"nation"}),
    Capability.PARTNER_CONTACT: frozenset({"partner"}),
    Capability.SYSTEM_SUBSCRIBER: frozenset({"nation", "region", "partner"}),
    Capability.OPERATOR: frozenset({"nation"}),
}
"""The kinds of unit in which each capability can be held."""


class PositionNotFound(NotFound):
    """No position has this id."""

    title = Text("Jabatan tidak ditemukan", "Position not found")
    detail = Text("Tidak ada jabatan dengan id {id}.", "No position has the id {id}.")


class ScopeDoesNotFit(Invalid):
    """The capability is not held in this kind of unit."""

    title = Text("Lingkup tidak sesuai", "Scope does not fit")
    detail = Text(
        "Jabatan {capability} dipegang di tingkat {kinds}, bukan di tingkat {scope_kind}.",
        "A position of {capability} is held at {kinds} level, not at {scope_kind} level.",
    )


class UnitUnknown(Invalid):
    """The unit of a position does not exist."""

    title = Text("Unit tidak dikenal", "Unknown unit")
    detail = Text(
        'Tidak ada unit "{unit}" di tingkat {scope_kind} dalam data induk. Untuk tingkat nasional, kosongkan unit.',
        'The master data have no unit "{unit}" at {scope_kind} level. At national level, leave the unit empty.',
    )


class OperatorsOnly(Denied):
    """Only an operator may assign or end the position of an operator."""

    title = Text("Khusus operator", "Operators only")
    detail = Text(
        "Penugasan operator hanya dapat dicatat atau diakhiri oleh operator.",
        "Only an operator may assign or end the position of an operator.",
    )


class PositionEnded(Conflict):
    """The position already ends on this day or earlier."""

    title = Text("Penugasan sudah berakhir", "Position has ended")
    detail = Text(
        "Hari terakhir penugasan ini sudah ditetapkan: {last_day}.",
        "The last day of this position is already set: {last_day}.",
    )


class EndsBeforeItBegins(Invalid):
    """The last day of a position is before the first."""

    title = Text("Berakhir sebelum mulai", "Ends before it begins")
    detail = Text(
        "Penugasan ini mulai {valid_from}; hari terakhirnya tidak dapat {last_day}.",
        "This position begins on {valid_from}; its last day cannot be {last_day}.",
    )


def require_fit(capability: Capability, scope_kind: ScopeKind) -> None:
    """Raise `ScopeDoesNotFit`."""
    kinds = HELD_IN[capability]
    if scope_kind not in kinds:
        raise ScopeDoesNotFit(
            capability=label("capability", capability),
            kinds=label_list("scope_kind", sorted(kinds)),
            scope_kind=label("scope_kind", scope_kind),
        )


def require_span(valid_from: date, last_day: date | None) -> None:
    """Raise `EndsBeforeItBegins`."""
    if last_day is not None and last_day < valid_from:
        raise EndsBeforeItBegins(valid_from=valid_from, last_day=last_day)


def require_endable(valid_from: date, valid_until: date | None, last_day: date) -> None:
    """Raise `EndsBeforeItBegins`, or `PositionEnded` if the position already ends on that day or earlier."""
    require_span(valid_from, last_day)
    # An end may be brought forward but never put off: an account that stays longer is assigned a new position.
    if valid_until is not None and valid_until <= last_day:
        raise PositionEnded(last_day=valid_until)
