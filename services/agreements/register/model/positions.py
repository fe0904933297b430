"""Positions: where each can be held, who may assign it, and when it may end."""

from datetime import date

from shared.values.capabilities import Capability, Capacity, Grant, ScopeKind
from shared.values.capability_table import capability_table
from shared.values.labels import label, label_list
from shared.values.refusals import Conflict, Denied, Invalid, NotFound
from shared.values.texts import Text


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


class PositionsUnitUnknown(Invalid):
    """The unit of a position does not exist."""

    title = Text("Unit jabatan tidak dikenal", "Unknown unit of a position")
    detail = Text(
        'Tidak ada unit "{unit}" di tingkat {scope_kind} dalam data induk. Untuk tingkat nasional, kosongkan unit.',
        'The master data have no unit "{unit}" at {scope_kind} level. At national level, leave the unit empty.',
    )


class PositionUnknown(Invalid):
    """The request names a position that does not exist in this unit."""

    title = Text("Jabatan tidak dikenal", "Unknown position")
    detail = Text(
        "Tidak ada jabatan dengan id {id} di unit ini. Lihat /positions.",
        "This unit has no position with the id {id}. See /positions.",
    )


class AssignmentNotPermitted(Denied):
    """The account may not assign or end positions of this capability."""

    title = Text("Tidak berwenang menugaskan", "Assignment not permitted")
    detail = Text(
        "Sebagai {assigner}, Anda tidak dapat menugaskan {capability} atau mengakhiri penugasannya.",
        "As {assigner} you may not assign a position of {capability} or end one.",
    )


class DailyActingOnly(Invalid):
    """The account may assign this capability as daily acting only, with a letter and a last day."""

    title = Text("Hanya sebagai Plh.", "As daily acting only")
    detail = Text(
        "Sebagai {assigner}, Anda dapat menugaskan {capability} hanya sebagai Plh., dengan surat dan hari terakhir.",
        "As {assigner} you may assign a position of {capability} as daily acting only, with a letter and a last day.",
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
    kinds = capability_table()[capability].levels
    if scope_kind not in kinds:
        raise ScopeDoesNotFit(
            capability=label("capability", capability),
            kinds=label_list("scope_kind", sorted(kinds)),
            scope_kind=label("scope_kind", scope_kind),
        )


def require_assigner(assigner: Grant | None, capability: Capability, capacity: Capacity) -> None:
    """Raise `AssignmentNotPermitted` or `DailyActingOnly`; the system, which has no grant, may assign everything."""
    row = capability_table()[capability]
    if assigner is None or row.assignable_by(assigner, capacity):
        return
    words = {"assigner": label("capability", assigner.capability), "capability": label("capability", capability)}
    raise (DailyActingOnly if row.only_as_daily_acting_by(assigner) else AssignmentNotPermitted)(**words)


def require_letter(assigner: Grant | None, capability: Capability, letter: str | None, last_day: date | None) -> None:
    """Raise `DailyActingOnly` for a substitute without a letter or a last day, assigned by the one to be replaced."""
    if assigner is None or None not in (letter, last_day):
        return
    if capability_table()[capability].only_as_daily_acting_by(assigner):
        raise DailyActingOnly(
            assigner=label("capability", assigner.capability), capability=label("capability", capability)
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
