"""The enrolment of one participant in a cohort: it begins and ends on days of its own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID

from services.programs.cohorts.model.admission import Admission
from shared.values.ids import new_id
from shared.values.refusals import Conflict, Invalid, NotFound
from shared.values.texts import Text

LeavingReason = Literal["completed", "released", "transferred", "disciplined", "health", "withdrew"]
"""Why a participant leaves: the program was completed, or the participant was released, transferred, disciplined, is
unable for reasons of health, or withdrew."""

EnrolmentEnd = LeavingReason | Literal["program_ended"]
"""Why an enrolment ended; `program_ended`: the program was wound down or cancelled."""

EnrolmentOrigin = Literal["first", "repeated", "continued"]
"""Whether a participant begins the practice, repeats it, or continues an earlier enrolment."""

ADMISSION_DAY = Text("Tanggal penerimaan peserta", "The day of admission")
END_DAY = Text("Tanggal berakhirnya keikutsertaan", "The last day of the enrolment")
ADMITTED = Text("tanggal penerimaan peserta", "the day of admission")
RE_ENROLMENT = Text("Pencabutan akhir keikutsertaan", "Taking back the end of an enrolment")
LAST_ATTENDED = Text("pertemuan terakhir yang dihadirinya", "the last session that the participant attended")


class EnrolmentNotFound(NotFound):
    """There is no enrolment with this id."""

    title = Text("Keikutsertaan tidak ditemukan", "Enrolment not found")
    detail = Text("Tidak ada keikutsertaan dengan id {id}.", "There is no enrolment with the id {id}.")


class EnrolmentHasEnded(Conflict):
    """The enrolment has ended already."""

    title = Text("Keikutsertaan sudah berakhir", "Enrolment has ended")
    detail = Text(
        "Keikutsertaan {code} sudah berakhir pada {day}. Peserta dapat diterima kembali.",
        "The enrolment {code} ended on {day}. The participant can be admitted again.",
    )


class EnrolmentNotEnded(Conflict):
    """An end is corrected that the enrolment does not have."""

    title = Text("Keikutsertaan belum berakhir", "Enrolment has not ended")
    detail = Text(
        "Keikutsertaan {code} belum berakhir, jadi tidak ada yang diperbaiki. Akhiri jika pesertanya sudah berhenti.",
        "The enrolment {code} has not ended, so there is nothing to correct. End it if the participant has left.",
    )


class EnrolmentGoesOn(Conflict):
    """The participant was admitted again, or continues elsewhere, before the end that is reported now."""

    title = Text("Peserta sudah diterima kembali", "Participant was admitted again")
    detail = Text(
        "Peserta {code} sudah diterima kembali dalam program ini, atau melanjutkan di UPT lain. Akhiri dahulu "
        "keikutsertaan itu, atau periksa tanggalnya.",
        "The participant {code} was admitted to this program again, or continues at another facility. End that "
        "enrolment first, or check the day.",
    )


class EarlierEnrolmentUnknown(Invalid):
    """The enrolment that is continued does not exist, has not ended, or was in another practice."""

    title = Text("Keikutsertaan terdahulu tidak sesuai", "Earlier enrolment does not fit")
    detail = Text(
        "Entri ke-{entry} melanjutkan keikutsertaan yang tidak ada, belum berakhir, atau pada templat lain. Minta "
        "idnya kepada UPT asal.",
        "Entry {entry} continues an enrolment that does not exist, has not ended, or was under another template. Ask "
        "the facility of origin for its id.",
    )


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One participant in one cohort, from the day of admission up to and including the last day."""

    id: UUID
    cohort_id: UUID
    number: int
    participant_id: UUID
    admitted_on: date
    origin: EnrolmentOrigin
    ended_on: date | None = None
    end_reason: EnrolmentEnd | None = None
    version: int = 1

    @property
    def code(self) -> str:
        """The short code within its cohort, for paper and screens."""
        return short_code(self.number)

    def end(self, day: date, reason: EnrolmentEnd) -> "Enrolment":
        """The enrolment with its last day. Raises `EnrolmentHasEnded`."""
        if self.ended_on is not None:
            raise EnrolmentHasEnded(code=self.code, day=self.ended_on)
        return replace(self, ended_on=day, end_reason=reason, version=self.version + 1)

    def correct_end(self, day: date | None, reason: EnrolmentEnd | None) -> "Enrolment":
        """The enrolment with its end as it is right; None: it has not ended. Raises `EnrolmentNotEnded`."""
        if self.ended_on is None:
            raise EnrolmentNotEnded(code=self.code)
        return replace(self, ended_on=day, end_reason=reason, version=self.version + 1)


@dataclass(frozen=True, slots=True)
class SessionOffRoster:
    """A session that has a mark of a participant who was not enrolled on its day, or none of one who was."""

    session_id: UUID

    @property
    def message(self) -> Text:
        """A reminder for the officer."""
        return Text(
            "Daftar hadir suatu pertemuan tidak lagi sesuai dengan pesertanya. Perbaiki pertemuan itu.",
            "The roster of a session does not fit its participants any more. Correct that session.",
        )


def short_code(number: int) -> str:
    """The short code of a number within its cohort, such as `K-07`."""
    return f"K-{number:02}"


@dataclass(frozen=True, slots=True)
class NewEnrolment:
    """The enrolment of an admitted participant, with the basis of the admission."""

    enrolment: Enrolment
    admission: Admission


def enrol(
    cohort_id: UUID,
    admitted: Sequence[tuple[Admission, UUID]],
    admitted_on: date,
    *,
    after: int,
    participated: Collection[UUID],
) -> list[NewEnrolment]:
    """The enrolments of admitted participants, numbered after the last one of the cohort.

    `participated` are those who have been in this practice before.
    """
    return [
        NewEnrolment(
            Enrolment(new_id(), cohort_id, number, each, admitted_on, _origin(admission, repeats=each in participated)),
            admission,
        )
        for number, (admission, each) in enumerate(admitted, start=after + 1)
    ]


def require_earlier(admissions: Sequence[Admission], earlier: Collection[UUID]) -> None:
    """Raise `EarlierEnrolmentUnknown` unless every enrolment that is continued is among the `earlier` ones."""
    for entry, admission in enumerate(admissions, start=1):
        if admission.continues is not None and admission.continues not in earlier:
            raise EarlierEnrolmentUnknown(entry=entry)


def _origin(admission: Admission, *, repeats: bool) -> EnrolmentOrigin:
    if admission.continues is not None:
        return "continued"
    return "repeated" if repeats else "first"
