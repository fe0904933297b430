"""Internal events of the programs service: exact counts, answers to evaluations, ends of enrolments, gaps."""

from datetime import date
from uuid import UUID

from pydantic import AwareDatetime, Field

from shared.contracts.event import Event, Part
from shared.contracts.parts import Attendance, FacilityRef, ObligationCredit, ScopeItem

PROGRAMS_INTERNAL = "programs.internal.v1"


class CohortCounted(Event, type="cohort.counted.v1", topic=PROGRAMS_INTERNAL, key="program_id", subject="cohort_id"):
    """The exact count of a sensitive cohort."""

    program_id: UUID = Field(description="the program")
    version: int = Field(description="the cohort's version after the event; an event with a lower one is older")
    cohort_id: UUID = Field(description="the cohort")
    participants: int = Field(description="the number of participants admitted")


class EnrolmentEvent(Event):
    """Fields of every event about the end of an enrolment. Nothing says who it is, or why it ended."""

    program_id: UUID = Field(description="the program")
    version: int = Field(description="the enrolment's version after the event; an event with a lower one is older")
    cohort_id: UUID = Field(description="the cohort")
    enrolment_id: UUID = Field(description="the enrolment")
    enrolled: int = Field(description="how many are enrolled in the cohort after the event")


class EnrolmentEnded(
    EnrolmentEvent, type="enrolment.ended.v1", topic=PROGRAMS_INTERNAL, key="program_id", subject="enrolment_id"
):
    """A participant has left a cohort."""

    ended_on: date = Field(description="the last day")


class EnrolmentEndCorrected(
    EnrolmentEvent,
    type="enrolment.ended.corrected.v1",
    topic=PROGRAMS_INTERNAL,
    key="program_id",
    subject="enrolment_id",
):
    """The end of an enrolment as it is right."""

    ended_on: date | None = Field(description="the last day; null: it has not ended")
    corrects: UUID = Field(description="the id of the event that it corrects")


class SessionCounted(Event, type="session.counted.v1", topic=PROGRAMS_INTERNAL, key="program_id", subject="session_id"):
    """The exact counts of a sensitive session, again after each correction."""

    program_id: UUID = Field(description="the program")
    version: int = Field(description="the session's version after the event; an event with a lower one is older")
    session_id: UUID = Field(description="the session")
    attendance: Attendance | None = Field(description="the counts; null: the session is retracted")


class AgreementCount(Part):
    """What one facility delivered for one of the evaluated agreements."""

    agreement_id: UUID = Field(description="the evaluated agreement")
    sessions: int = Field(description="the sessions held for its scope items in the period")
    participants: int | None = Field(
        description="how many different persons were present at sessions with a roster; null: one to four, withheld"
    )
    outputs: int = Field(description="the outputs and performances of the period for its scope items")


class EvaluationCounted(
    Event, type="evaluation.counted.v1", topic=PROGRAMS_INTERNAL, key="evaluation_id", subject="facility_id"
):
    """The answer of one facility to an evaluation. A correction of its record brings another answer."""

    evaluation_id: UUID = Field(description="the evaluation that asked")
    facility_id: UUID = Field(description="the facility that answers")
    version: int = Field(description="counts the facility's answers to this evaluation; a lower one is older")
    facility: FacilityRef = Field(description="the facility, with its name")
    period_from: date = Field(description="the first day of the evaluated period")
    period_until: date = Field(description="the last day of the evaluated period")
    counted_up_to: AwareDatetime = Field(description="everything on record at this moment is counted")
    sessions: int = Field(description="the sessions held in the period for any of the agreements, each once")
    participants: int | None = Field(
        description="how many different persons were present; null: withheld, because it or one of its parts is small"
    )
    outputs: int = Field(
        description="the outputs and performances of the period for any of the agreements, each once, on their last day"
    )
    agreements: tuple[AgreementCount, ...] = Field(
        description="each evaluated agreement that is carried out at the facility"
    )


class SessionCredited(
    Event, type="session.credited.v1", topic=PROGRAMS_INTERNAL, key="program_id", subject="session_id"
):
    """What a session delivers for obligations of agreements. It replaces what was known of the session."""

    program_id: UUID = Field(description="the program")
    version: int = Field(description="the session's version after the event; an event with a lower one is older")
    session_id: UUID = Field(description="the session")
    cohort_id: UUID | None = Field(description="the cohort for which it was held; null: open, without a roster")
    held_on: date = Field(description="the day on which it was held")
    credits: tuple[ObligationCredit, ...] = Field(description="the obligations that it fulfils; empty: none any more")


class TemplateMissing(
    Event, type="catalogue.template_missing.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="scope_item_id"
):
    """A scope item was signed for which the catalogue has no template; the directorate general has to provide one."""

    agreement_id: UUID = Field(description="the agreement that was signed")
    line_id: UUID = Field(description="the agreement's line: the key of its events")
    scope_item_id: UUID = Field(description="the item that has no template")
    version: int = Field(description="the version of this report of a missing template: 1, because it never changes")
    facility: FacilityRef = Field(description="the facility where it should be carried out")
    item: ScopeItem = Field(description="the item as it was signed")
