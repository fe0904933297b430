"""Sessions and attendance: whoever is enrolled is marked once, an absence has its reason, and somebody was there."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args
from uuid import UUID

from services.programs.program.model.parts import Organisation
from shared.values.refusals import Invalid, NotFound
from shared.values.texts import Text

# Assimilation, leave and parole ask for active participation in coaching (UU 22/2022 art. 10), so being there is one
# mark and taking part another.
Mark = Literal["active", "passive", "absent"]
"""Present and taking part, present only, absent."""

Reason = Literal["ill", "hearing", "visit", "assigned_work", "disciplinary", "transferred", "released", "refused"]
"""Why somebody was absent. Coded, for free text about a person would be personal data."""

COHORT_START = Text("tanggal mulai angkatan", "the day on which the cohort started")


class NoSuchSession(NotFound):
    """There is no session with this id."""

    title = Text("Pertemuan tidak ada", "No such session")
    detail = Text("Tidak ada pertemuan dengan id {id}.", "There is no session with the id {id}.")


class NotEnrolled(Invalid):
    """Somebody is marked who does not belong to the cohort."""

    title = Text("Bukan peserta angkatan ini", "Not enrolled")
    detail = Text(
        "Entri ke-{entry} bukan peserta angkatan ini. Periksa nomor samarannya.",
        "Entry {entry} is not a participant of this cohort. Check the pseudonym.",
    )


class MarkedTwice(Invalid):
    """Somebody is marked more than once."""

    title = Text("Kehadiran ganda", "Marked twice")
    detail = Text(
        "Entri ke-{entry} menandai peserta yang sudah ditandai. Hapus salah satunya.",
        "Entry {entry} marks a participant who is marked already. Remove one of the two.",
    )


class NotMarked(Invalid):
    """Somebody who is enrolled has no mark."""

    title = Text("Kehadiran belum lengkap", "Attendance incomplete")
    detail = Text(
        "{missing} dari {enrolled} peserta belum ditandai. Tandai setiap peserta, juga yang tidak hadir.",
        "{missing} of {enrolled} participants have no mark. Mark each of them, the absent ones too.",
    )


class AbsenceUnexplained(Invalid):
    """An absence has no reason."""

    title = Text("Alasan tidak hadir belum ada", "Absence without a reason")
    detail = Text(
        "Entri ke-{entry} tidak hadir tanpa alasan. Pilih salah satu: {reasons}.",
        "Entry {entry} is absent without a reason. Choose one of: {reasons}.",
    )


class PresenceExplained(Invalid):
    """Somebody who was there has a reason for an absence."""

    title = Text("Alasan tanpa ketidakhadiran", "A reason without an absence")
    detail = Text(
        "Entri ke-{entry} hadir tetapi diberi alasan tidak hadir. Hapus alasannya atau ubah tandanya.",
        "Entry {entry} was present but has a reason for an absence. Remove the reason or change the mark.",
    )


class NobodyAttended(Invalid):
    """All are absent: nothing was held."""

    title = Text("Tidak seorang pun hadir", "Nobody attended")
    detail = Text(
        "Semua peserta tidak hadir, jadi pertemuan ini tidak terlaksana dan tidak dapat dilaporkan.",
        "All participants were absent, so the session was not held and cannot be reported.",
    )


@dataclass(frozen=True, slots=True)
class Attendance:
    """How one participant attended."""

    participant_ref: str
    mark: Mark
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One session of one cohort. It is reported once and does not change."""

    id: UUID
    cohort_id: UUID
    held_on: date
    topic: str
    instructor: Organisation | None
    attendance: tuple[Attendance, ...]

    def count(self, mark: Mark) -> int:
        """How many have this mark."""
        return sum(each.mark == mark for each in self.attendance)


def require_complete(attendance: Sequence[Attendance], enrolled: Collection[str]) -> None:
    """Raise unless each of the enrolled, and nobody else, is marked once, as somebody there or absent for a reason."""
    seen: Counter[str] = Counter()
    for entry, each in enumerate(attendance, start=1):
        # Refusals name the place in the list and never what was written there: it may be a name.
        if each.participant_ref not in enrolled:
            raise NotEnrolled(entry=entry)
        if seen[each.participant_ref]:
            raise MarkedTwice(entry=entry)
        seen[each.participant_ref] += 1
        _require_fitting_reason(entry, each)
    # The absent belong to every rate: from a list of those who came, attendance would always be complete.
    if missing := len(enrolled) - len(seen):
        raise NotMarked(missing=missing, enrolled=len(enrolled))
    # A session sets its agreement running: without anybody there it would make a mere signature look alive.
    if all(each.mark == "absent" for each in attendance):
        raise NobodyAttended


def _require_fitting_reason(entry: int, attendance: Attendance) -> None:
    if attendance.mark == "absent" and attendance.reason is None:
        raise AbsenceUnexplained(entry=entry, reasons=", ".join(get_args(Reason)))
    if attendance.mark != "absent" and attendance.reason is not None:
        raise PresenceExplained(entry=entry)
