"""The fields of a session in forms: its day, teachers, fulfilled scope items, attendance or audience."""

from collections.abc import Collection
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.programs.cohorts.model.admission import LARGEST_COHORT
from services.programs.obligations.queries import ListObligations, list_obligations
from services.programs.program.model.kinds import kinds_at
from services.programs.program.model.parts import Organisation
from services.programs.program.queries.showing import ProgramDetails
from services.programs.sessions.model.attendance import AbsenceReason, Attendance, AttendanceMark
from services.programs.sessions.model.audience import LARGEST_AUDIENCE, AudienceGroup
from services.programs.sessions.model.session import SessionFacts
from shared.access import Work
from shared.console.forms import FormDay, FormTime, several
from shared.values.cooperation import ParticipantKind, SessionKind
from shared.values.inputs import ShortText

OWN: Literal["own"] = "own"
"""The choice that a session fulfils no scope item: it is an activity of the facility itself."""
Ids = Annotated[tuple[UUID, ...], BeforeValidator(several)]
NumberOfPeople = Annotated[int, Field(ge=0, le=LARGEST_AUDIENCE)]


class TaughtFields(BaseModel):
    """Which organisations sent the instructors, and what the session fulfils: named things, nothing, or the default."""

    instructors: Ids = ()
    fulfils: Annotated[tuple[UUID | Literal["own"], ...], BeforeValidator(several)] = ()

    @field_validator("fulfils")
    @classmethod
    def _either(cls, value: tuple[UUID | str, ...]) -> tuple[UUID | str, ...]:
        if OWN in value and len(value) > 1:
            raise PydanticCustomError("fault_own_or_items", "an own activity fulfils no item")
        return value

    def fulfilled(self) -> frozenset[UUID] | None:
        """The items and obligations as commands take them; None: those of the instructors' organisations."""
        return frozenset(each for each in self.fulfils if isinstance(each, UUID)) if self.fulfils else None

    def organisations(self, program: ProgramDetails) -> tuple[Organisation, ...]:
        """The chosen organisations, with their names."""
        known = {each.id: each for each in agencies_of(program)}
        return tuple(known[each] for each in dict.fromkeys(self.instructors) if each in known)


class SessionFields(TaughtFields):
    """The fields of every report of a session."""

    held_on: FormDay
    started_at: FormTime | None = None
    minutes: int | None = Field(None, ge=1, le=1440)
    kind: SessionKind = "class"
    topic: ShortText

    def facts(self, program: ProgramDetails, **who_came: Any) -> SessionFacts:
        """The reported facts, with the attendance or the audience."""
        return SessionFacts(
            held_on=self.held_on,
            started_at=self.started_at,
            minutes=self.minutes,
            kind=self.kind,
            topic=self.topic,
            instructors=self.organisations(program),
            **who_came,
        )


class Mark(BaseModel):
    """The mark of one participant; the reason counts only for an absence."""

    participant_ref: str
    mark: AttendanceMark
    absence: AbsenceReason | None = Field(None, validate_default=True)

    @field_validator("absence")
    @classmethod
    def _of_the_absent(cls, value: AbsenceReason | None, info: ValidationInfo) -> AbsenceReason | None:
        absent = info.data.get("mark") == "absent"
        if absent and value is None:
            raise PydanticCustomError("fault_absence", "an absence has a reason")
        return value if absent else None


class RosterFields(BaseModel):
    """The marks, by the number of the participant: those who come and go change no other row."""

    attendance: dict[int, Mark] = Field(min_length=1, max_length=LARGEST_COHORT)

    def marks(self) -> tuple[Attendance, ...]:
        """The attendance in the order of the numbers."""
        rows = (row for _, row in sorted(self.attendance.items()))
        return tuple(Attendance(participant_ref=row.participant_ref, mark=row.mark, reason=row.absence) for row in rows)


class AudienceFields(BaseModel):
    """The number of participants of each kind."""

    audience: dict[ParticipantKind, NumberOfPeople] = Field(min_length=1)

    def groups(self) -> tuple[AudienceGroup, ...]:
        """The groups that are not empty."""
        return tuple(
            AudienceGroup(participants=kind, number=number) for kind, number in self.audience.items() if number
        )


def agencies_of(program: ProgramDetails) -> list[Organisation]:
    """The organisations that may send instructors: the agencies in charge of the items that carry the program."""
    agencies = (agency for each in program.authorisations for agency in each.agencies)
    return sorted({agency.id: agency for agency in agencies}.values(), key=lambda agency: agency.name)


async def choices(work: Work, program: ProgramDetails, counted: Collection[ParticipantKind] = ()) -> dict[str, Any]:
    """The lists of the form of a session; `counted` are the kinds of participants that it has already."""
    return {
        "program": program,
        "agencies": agencies_of(program),
        "obligations": await list_obligations(work, ListObligations(program.id)),
        "kinds": get_args(SessionKind),
        "reasons": get_args(AbsenceReason),
        "participant_kinds": kinds_at(program.facility.name, counted),
    }
