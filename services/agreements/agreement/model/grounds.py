"""Meetings as the ground of an added scope item, or of a partner's consent."""

from dataclasses import dataclass
from datetime import date

from services.agreements.agreement.model.parts import Caution
from shared.values.cooperation import MeetingKind
from shared.values.labels import label_list
from shared.values.refusals import Invalid
from shared.values.reported_days import ReportedDay, written_reported_day
from shared.values.terms import months_after
from shared.values.texts import Text

KINDS_OF_A_GROUND: frozenset[MeetingKind] = frozenset({"evaluation", "renewal_planning", "draft_discussion"})
"""A meeting of one of these kinds can agree to additions."""
# An uncovered practice falls due after the same number of months (room `waiting`).
MONTHS_OF_A_MEETING = 6
_UNCERTAIN = Text(
    "Tanggal rapat tidak pasti ({held}); mungkin lebih dari enam bulan yang lalu. Periksa catatannya.",
    "The day of the meeting is uncertain ({held}); it may be more than six months ago. Check the record.",
)


class MeetingUnknown(Invalid):
    """No meeting about this agreement, or about one of its line, has the id."""

    title = Text("Rapat tidak dikenal", "Unknown meeting")
    detail = Text(
        "Tidak ada rapat dengan id {id} tentang perjanjian ini.", "No meeting about this agreement has the id {id}."
    )


class MeetingOfAnotherKind(Invalid):
    """The meeting is of no kind that can agree to additions."""

    title = Text("Rapat bukan dasar penambahan", "Meeting cannot agree to additions")
    detail = Text(
        "Rapat ini adalah rapat {kinds}. Sebutkan rapat {needed}, atau alasan penambahan.",
        "The kinds of this meeting are {kinds}. Name one of {needed}, or give the reason.",
    )


class MeetingTooOld(Invalid):
    """The meeting that agreed to the additions was held more than six months ago."""

    title = Text("Rapat sudah lewat enam bulan", "Meeting too old")
    detail = Text(
        "Rapat {held} lebih dari enam bulan yang lalu. Sebutkan rapat yang lebih baru, atau alasannya.",
        "The meeting of {held} was more than six months ago. Name a newer one, or give the reason.",
    )


@dataclass(frozen=True, slots=True)
class MeetingGround:
    """A meeting about the line, named as the ground of additions."""

    kinds: tuple[MeetingKind, ...]
    held: ReportedDay
    recorded_on: date

    def require_fit(self, today: date) -> tuple[Caution, ...]:
        """Raise `MeetingOfAnotherKind` or `MeetingTooOld`; a caution if its day is uncertain and may be too old."""
        if not KINDS_OF_A_GROUND & set(self.kinds):
            kinds, needed = (label_list("meeting_kind", sorted(codes)) for codes in (self.kinds, KINDS_OF_A_GROUND))
            raise MeetingOfAnotherKind(kinds=kinds, needed=needed)
        oldest = months_after(today, -MONTHS_OF_A_MEETING)
        if self.held.latest_or(self.recorded_on) < oldest:
            raise MeetingTooOld(held=written_reported_day(self.held))
        if self.held.earliest and self.held.earliest >= oldest:
            return ()
        message = _UNCERTAIN.fill(held=written_reported_day(self.held))
        return (Caution(code="meeting_day_uncertain", message=message),)
