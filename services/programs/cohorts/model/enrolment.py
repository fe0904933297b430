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

EnrolmentEnd = Literal["completed", "released", "transferred", "disciplined", "health", "withdrew"]
"""Why an enrolment ended: the program was completed, or the participant was released, transferred, disciplined, unable
for reasons of health, or withdrew."""

EnrolmentOrigin = Literal["first", "repeated", "continued"]
"""Whether a participant begins the practice, repeats it, or continues an earlier enrolment."""

ADMISSION_DAY = Text("Tanggal penerimaan peserta", "The day of admission")
END_DAY = Text("Tanggal berakhirnya keikutsertaan", "The last day of the enrolment")
ADMITTED = Text("tanggal penerimaan peserta", "the day of admission")
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
    admission: Admission
    admitted_on: date
    origin: EnrolmentOrigin
    ended_on: date | None = None
    end_reason: EnrolmentEnd | None = None

    @property
    def code(self) -> str:
        """The short code within its cohort, for paper and screens."""
        return short_code(self.number)

    def end(self, day: date, reason: EnrolmentEnd) -> "Enrolment":
        """The enrolment with its last day. Raises `EnrolmentHasEnded`."""
        if self.ended_on is not None:
            raise EnrolmentHasEnded(code=self.code, day=self.ended_on)
        return replace(self, ended_on=day, end_reason=reason)


def short_code(number: int) -> str:
    """The short code of a number within its cohort, such as `K-07`."""
    return f"K-{number:02}"


def enrol(
    cohort_id: UUID,
    admissions: Sequence[Admission],
    admitted_on: date,
    *,
    after: int,
    earlier: Collection[UUID],
    participated: Collection[str],
) -> list[Enrolment]:
    """The enrolments of admitted participants, numbered after the last one of the cohort.

    `earlier` has the enrolments that may be continued; `participated` those who have been in this practice here before.
    Raises `EarlierEnrolmentUnknown`.
    """
    for entry, admission in enumerate(admissions, start=1):
        if admission.continues is not None and admission.continues not in earlier:
            raise EarlierEnrolmentUnknown(entry=entry)
    return [
        Enrolment(new_id(), cohort_id, number, admission, admitted_on, _origin(admission, participated))
        for number, admission in enumerate(admissions, start=after + 1)
    ]


def _origin(admission: Admission, participated: Collection[str]) -> EnrolmentOrigin:
    if admission.continues is not None:
        return "continued"
    return "repeated" if admission.participant_ref in participated else "first"
