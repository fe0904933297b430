"""The instructor, known by a short code, a duty and the number of the gate permit. The name stays in the gate book."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.programs.program.model.parts import Organisation
from shared.values.refusals import Invalid, NotFound
from shared.values.texts import Text


class InstructorNotFound(NotFound):
    """There is no instructor with this id."""

    title = Text("Pengajar tidak ditemukan", "Instructor not found")
    detail = Text("Tidak ada pengajar dengan id {id}.", "There is no instructor with the id {id}.")


class InstructorUnknown(Invalid):
    """A plan names an instructor that the facility does not have."""

    title = Text("Pengajar tidak dikenal", "Instructor unknown")
    detail = Text(
        "UPT ini tidak mempunyai pengajar dengan id {id}. Daftarkan dahulu.",
        "This facility has no instructor with the id {id}. Register the instructor first.",
    )


class PermitEndsBeforeItBegins(Invalid):
    """The last day of a gate permit is before its first one."""

    title = Text("Masa izin masuk terbalik", "Permit ends before it begins")
    detail = Text(
        "Izin masuk berakhir {until}, sebelum berlaku {since}. Periksa tanggalnya.",
        "The permit ends on {until}, before it begins on {since}. Check the days.",
    )


@dataclass(frozen=True, slots=True)
class Permit:
    """A gate permit with the days on which it is valid."""

    number: str
    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise PermitEndsBeforeItBegins(until=self.until, since=self.since)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that allows to teach; None: it does not expire."""

    number: str
    until: date | None


@dataclass(frozen=True, slots=True)
class InstructorFacts:
    """The entry of an instructor in the register of a facility; without an organisation it is staff of the facility."""

    organisation: Organisation | None
    duty: str
    certificate: Certificate | None
    permit: Permit | None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Instructor:
    """An instructor of a facility."""

    id: UUID
    facility_id: UUID
    number: int
    facts: InstructorFacts
    version: int = 1

    @property
    def code(self) -> str:
        """The short code at the facility, such as `I-03`."""
        return instructor_code(self.number)

    def change(self, facts: InstructorFacts) -> "Instructor":
        """The instructor with other facts."""
        return replace(self, facts=facts, version=self.version + 1)

    def may_enter(self, day: date) -> bool:
        """Whether the gate lets the instructor in on a day: staff always, others with a valid permit."""
        facts = self.facts
        if facts.left_on is not None and day > facts.left_on:
            return False
        return facts.organisation is None or (
            facts.permit is not None and facts.permit.since <= day <= facts.permit.until
        )


def instructor_code(number: int) -> str:
    """The short code of a number."""
    return f"I-{number:02}"
