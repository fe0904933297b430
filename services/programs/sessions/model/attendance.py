"""Attendance: a mark for each participant, a reason for each absence, at least one participant present."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.values.labels import label_list
from shared.values.refusals import Invalid
from shared.values.texts import Text

# Assimilation, leave and parole require active participation in coaching (UU 22/2022 art. 10), so being present is one
# mark and taking part another.
AttendanceMark = Literal["active", "passive", "absent"]
"""Present and taking part, present only, absent."""

AbsenceReason = Literal[
    "ill",
    "hearing",
    "visit",
    "assigned_work",
    "disciplinary",
    "transferred",
    "released",
    "refused",
    "no_information",
    "no_escort",
    "on_loan",
    "worship",
    "block_closed",
]
"""Coded, because free text about a person would be personal data."""


class NotEnrolled(Invalid):
    """A mark is given to a person who is not enrolled in the cohort."""

    title = Text("Bukan peserta angkatan ini", "Not enrolled")
    detail = Text(
        "Entri ke-{entry} bukan peserta angkatan ini. Periksa kode pesertanya (pseudonim).",
        "Entry {entry} is not a participant of this cohort. Check the pseudonym.",
    )


class MarkedTwice(Invalid):
    """A participant is marked more than once."""

    title = Text("Kehadiran ganda", "Marked twice")
    detail = Text(
        "Entri ke-{entry} menandai peserta yang sudah ditandai. Hapus salah satunya.",
        "Entry {entry} marks a participant who is marked already. Remove one of the two.",
    )


class NotMarked(Invalid):
    """An enrolled participant has no mark."""

    title = Text("Kehadiran belum lengkap", "Attendance incomplete")
    detail = Text(
        "{missing} dari {enrolled} peserta belum ditandai. Tandai setiap peserta, termasuk yang tidak hadir.",
        "{missing} of {enrolled} participants have no mark. Mark each of them, including the absent ones.",
    )


class AbsenceUnexplained(Invalid):
    """An absence has no reason."""

    title = Text("Alasan tidak hadir belum ada", "Absence without a reason")
    detail = Text(
        "Entri ke-{entry} tidak hadir tanpa alasan. Alasan yang dapat dipilih: {reasons}.",
        "Entry {entry} is absent without a reason. The possible reasons: {reasons}.",
    )


class PresenceExplained(Invalid):
    """A participant who was present has a reason for an absence."""

    title = Text("Alasan tanpa ketidakhadiran", "A reason without an absence")
    detail = Text(
        "Entri ke-{entry} hadir, tetapi diberi alasan tidak hadir. Hapus alasannya atau ubah tandanya.",
        "Entry {entry} was present but has a reason for an absence. Remove the reason or change the mark.",
    )


class NobodyAttended(Invalid):
    """All participants were absent, so no session was held."""

    title = Text("Tidak seorang pun hadir", "Nobody attended")
    detail = Text(
        "Semua peserta tidak hadir, jadi pertemuan ini tidak terlaksana. Catat pembatalannya.",
        "All participants were absent, so the session was not held. Record its cancellation instead.",
    )


class Attendance(BaseModel):
    """The mark of one participant; an absence has a reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    participant_ref: str
    mark: AttendanceMark
    reason: AbsenceReason | None = None


def marks_of(rows: Iterable[Mapping[str, Any]], references: Mapping[UUID, str]) -> tuple[Attendance, ...]:
    """The marks in rows of `attendance` by the facility's own references, in their order."""
    marks = (
        Attendance(participant_ref=references[row["participant_id"]], mark=row["mark"], reason=row["reason"])
        for row in rows
    )
    return tuple(sorted(marks, key=lambda each: each.participant_ref))


def require_complete(attendance: Sequence[Attendance], enrolled: Collection[str]) -> None:
    """Raise unless exactly the enrolled are marked, each once, the absent with a reason, and at least one is there."""
    marked: Counter[str] = Counter()
    for entry, each in enumerate(attendance, start=1):
        # Refusals name the entry and never the text in it, because that may be a name.
        if each.participant_ref not in enrolled:
            raise NotEnrolled(entry=entry)
        if marked[each.participant_ref]:
            raise MarkedTwice(entry=entry)
        marked[each.participant_ref] += 1
        _require_fitting_reason(entry, each)
    # Every rate of attendance counts the absent. A list of those who came would always show full attendance.
    if missing := len(enrolled) - len(marked):
        raise NotMarked(missing=missing, enrolled=len(enrolled))
    # A session sets its agreement running. Without participants it would make a mere signature look alive.
    if all(each.mark == "absent" for each in attendance):
        raise NobodyAttended


def _require_fitting_reason(entry: int, attendance: Attendance) -> None:
    if attendance.mark == "absent" and attendance.reason is None:
        raise AbsenceUnexplained(entry=entry, reasons=label_list("absence_reason", get_args(AbsenceReason)))
    if attendance.mark != "absent" and attendance.reason is not None:
        raise PresenceExplained(entry=entry)
