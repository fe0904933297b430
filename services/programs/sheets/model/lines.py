"""Lines of attendance: each is kept or refused by itself, so that one bad line does not lose the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args
from uuid import UUID

from services.programs.sessions.model.attendance import (
    AbsenceReason,
    AbsenceUnexplained,
    AttendanceMark,
    MarkedTwice,
    NotEnrolled,
    PresenceExplained,
)
from shared.values.inputs import letters_and_digits
from shared.values.labels import label, label_list
from shared.values.refusals import Invalid, Refusal
from shared.values.texts import Text

_MARKS: Mapping[str, AttendanceMark] = {
    "active": "active",
    "aktif": "active",
    "hadiraktif": "active",
    "passive": "passive",
    "pasif": "passive",
    "hadirpasif": "passive",
    "absent": "absent",
    "tidakhadir": "absent",
    "absen": "absent",
}
"""A bare "hadir" is no mark: the law asks for active participation, so the recorder chooses one of the two."""
_ALSO: Mapping[str, AbsenceReason] = {
    "sakit": "ill",
    "sidang": "hearing",
    "kunjungan": "visit",
    "alpa": "no_information",
    "alfa": "no_information",
    "bon": "on_loan",
    "dipinjampenyidik": "on_loan",
    "ibadah": "worship",
}
"""Short words of paper lists, beside the names of the reasons."""


class MarkUnreadable(Invalid):
    """A line has no mark that is known. The text is not repeated, because it may be a name."""

    title = Text("Tanda kehadiran tidak terbaca", "Mark unreadable")
    detail = Text(
        "Entri ke-{entry}: tulis aktif, pasif, atau tidak hadir.", "Entry {entry}: write active, passive or absent."
    )


class ReasonUnreadable(Invalid):
    """A line has a reason that is not known. The text is not repeated, because it may be about a person."""

    title = Text("Alasan tidak hadir tidak terbaca", "Reason unreadable")
    detail = Text(
        "Entri ke-{entry}: alasannya tidak dikenal. Yang dapat dipilih: {reasons}.",
        "Entry {entry}: the reason is not known. The possible reasons: {reasons}.",
    )


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A line as it was sent: `entry` is its number in the request or the table.

    `who` is a short code such as K-07, or the facility's own reference.
    """

    entry: int
    who: str
    mark: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeptMark:
    """The mark of one participant."""

    participant_id: UUID
    mark: AttendanceMark
    reason: AbsenceReason | None


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that was not kept, and why."""

    entry: int
    refusal: Refusal


def judge(lines: Sequence[MarkLine], enrolled: Mapping[str, UUID]) -> tuple[list[KeptMark], list[RefusedLine]]:
    """The marks to keep, and the lines that are refused; `enrolled` has the participants by code and by reference."""
    kept: dict[UUID, KeptMark] = {}
    refused: list[RefusedLine] = []
    for line in lines:
        try:
            mark = _read(line, enrolled)
            if mark.participant_id in kept:
                raise MarkedTwice(entry=line.entry)
            kept[mark.participant_id] = mark
        except Invalid as refusal:
            refused.append(RefusedLine(line.entry, refusal))
    return list(kept.values()), refused


def _read(line: MarkLine, enrolled: Mapping[str, UUID]) -> KeptMark:
    participant = enrolled.get(line.who.strip().upper())
    if participant is None:
        raise NotEnrolled(entry=line.entry)
    reason = _reason(line)
    # A reason alone means that the participant was absent.
    written = letters_and_digits(line.mark) or ("absent" if reason else "")
    mark = _MARKS.get(written)
    if mark is None:
        raise MarkUnreadable(entry=line.entry)
    if mark == "absent" and reason is None:
        raise AbsenceUnexplained(entry=line.entry, reasons=label_list("absence_reason", get_args(AbsenceReason)))
    if mark != "absent" and reason is not None:
        raise PresenceExplained(entry=line.entry)
    return KeptMark(participant, mark, reason)


def _reason(line: MarkLine) -> AbsenceReason | None:
    written = letters_and_digits(line.reason)
    if not written:
        return None
    found = _reasons().get(written)
    if found is None:
        raise ReasonUnreadable(entry=line.entry, reasons=label_list("absence_reason", get_args(AbsenceReason)))
    return found


@cache
def _reasons() -> Mapping[str, AbsenceReason]:
    """The reasons by their codes, by their names in both languages, and by short words."""
    return {**dict(_spellings()), **_ALSO}


def _spellings() -> Iterator[tuple[str, AbsenceReason]]:
    for code in get_args(AbsenceReason):
        name = label("absence_reason", code)
        for written in (code, name.id, name.en):
            yield letters_and_digits(written), code
