"""The session, its correction and retraction, and the planned session that is cancelled."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import NamedTuple
from uuid import UUID

from services.programs.obligations.model import Obligation
from services.programs.program.model.parts import Authorisation, Organisation
from services.programs.sessions.model.attendance import Attendance, require_complete
from services.programs.sessions.model.audience import AudienceGroup, require_countable
from services.programs.sessions.model.delivery import Delivery
from shared.values.cooperation import SessionCanceller, SessionKind
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

SESSION_DAY = Text("Tanggal pertemuan", "The day of the session")


class SessionNotFound(NotFound):
    """There is no session with this id."""

    title = Text("Pertemuan tidak ditemukan", "Session not found")
    detail = Text("Tidak ada pertemuan dengan id {id}.", "There is no session with the id {id}.")


class SessionIsRetracted(Conflict):
    """The session was retracted, so nothing of it can change."""

    title = Text("Pertemuan sudah ditarik", "Session is retracted")
    detail = Text(
        "Catatan pertemuan ini sudah ditarik. Jika pertemuannya memang terlaksana, catat pertemuan baru.",
        "This session was retracted. If it did take place, record a new one.",
    )


class AttendanceOfAnotherKind(Invalid):
    """A session of a cohort has no roster, or an open session has one."""

    title = Text("Kehadiran tidak sesuai jenis pertemuan", "Attendance of another kind of session")
    detail = Text(
        'Pertemuan angkatan memuat tanda setiap peserta ("attendance"); pertemuan terbuka jumlahnya ("audience").',
        'A session of a cohort has the mark of each participant ("attendance"); an open one has numbers ("audience").',
    )


class Counts(NamedTuple):
    """The number of participants with each mark."""

    active: int
    passive: int
    absent: int


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """The report of a session: with a roster for a cohort, with an audience if it was open."""

    held_on: date
    started_at: time | None
    minutes: int | None
    kind: SessionKind
    topic: str
    instructors: tuple[Organisation, ...]
    attendance: tuple[Attendance, ...] = ()
    audience: tuple[AudienceGroup, ...] = ()

    @property
    def counts(self) -> Counts:
        """The counts of both: everyone at an open session counts as active."""
        marks = [each.mark for each in self.attendance]
        audience = sum(group.number for group in self.audience)
        return Counts(marks.count("active") + audience, marks.count("passive"), marks.count("absent"))


def require_fitting(facts: SessionFacts, enrolled: Collection[str] | None) -> None:
    """Raise unless a session of a cohort has a complete roster, and an open one (`enrolled` is None) an audience."""
    if enrolled is None:
        if facts.attendance or not facts.audience:
            raise AttendanceOfAnotherKind
        require_countable(facts.audience)
    elif facts.audience:
        raise AttendanceOfAnotherKind
    else:
        require_complete(facts.attendance, enrolled)


@dataclass(frozen=True, slots=True)
class Session:
    """One session of a program."""

    id: UUID
    program_id: UUID
    cohort_id: UUID | None
    facts: SessionFacts
    delivered_for: tuple[Authorisation, ...]
    """The scope items that it fulfils; none: the facility's own activity."""
    obligations: tuple[Obligation, ...] = ()
    """The obligations that it fulfils."""
    version: int = 1
    retracted_at: datetime | None = None

    @property
    def credits(self) -> dict[Obligation, int]:
        """The quantity that it delivers for each obligation; nothing once it is retracted."""
        if self.retracted_at is not None:
            return {}
        persons = self.facts.counts.active + self.facts.counts.passive
        delivered = {each: each.delivered_by(self.facts.minutes, persons) for each in self.obligations}
        return {obligation: quantity for obligation, quantity in delivered.items() if quantity > 0}

    def correct(self, facts: SessionFacts, delivery: Delivery) -> "Session":
        """The session with everything as it is right. Raises `SessionIsRetracted`."""
        self._require_in_effect()
        return replace(
            self,
            facts=facts,
            delivered_for=delivery.items,
            obligations=delivery.obligations,
            version=self.version + 1,
        )

    def retract(self, now: datetime) -> "Session":
        """The session, which did not take place or was recorded twice. Raises `SessionIsRetracted`."""
        self._require_in_effect()
        return replace(self, retracted_at=now, version=self.version + 1)

    def _require_in_effect(self) -> None:
        if self.retracted_at is not None:
            raise SessionIsRetracted


@dataclass(frozen=True, slots=True)
class Cancellation:
    """A planned session that does not take place, and the scope items that it would have fulfilled."""

    id: UUID
    program_id: UUID
    cohort_id: UUID | None
    planned_on: date
    topic: str
    cancelled_by: SessionCanceller
    owed_for: tuple[Authorisation, ...]


@dataclass(frozen=True, slots=True)
class DoubledSession:
    """Another session of the same cohort, or of the same program without a cohort, on that day with that topic."""

    session_id: UUID

    @property
    def message(self) -> Text:
        """A reminder for the recorder: the same session may have been recorded twice."""
        return Text(
            "Pertemuan dengan hari dan topik yang sama sudah tercatat. Jika pertemuannya sama, tarik salah satunya.",
            "A session on this day with this topic is recorded already. If it is the same one, retract one of the two.",
        )


def doubles(found: Iterable[UUID]) -> list[DoubledSession]:
    """The sessions that may be the same."""
    return [DoubledSession(each) for each in found]
