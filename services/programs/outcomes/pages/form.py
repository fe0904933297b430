"""The fields of an output and of a performance in forms, and the lists to choose from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field

from services.programs.months.queries.of_facility import is_closed
from services.programs.outcomes.model.output import OutputFacts
from services.programs.outcomes.model.performance import PerformanceFacts
from services.programs.outcomes.model.period import Period, PeriodText
from services.programs.outcomes.model.proposal import ProposedOutcome
from services.programs.program.model.funding import LARGEST_AMOUNT
from services.programs.program.model.kinds import kinds_at
from services.programs.program.queries.showing import ProgramDetails
from services.programs.sessions.model.audience import AudienceGroup
from services.programs.sessions.pages.form import Ids, NumberOfPeople
from shared.access import Work
from shared.console.forms import FormDay, FormTime, edtf_of
from shared.console.numbers import TYPED_NUMBER
from shared.values.cooperation import OutcomeKind, OutputDisposal, OutputUnit, ParticipantKind, Product
from shared.values.inputs import ShortText
from shared.values.quantities import ReportedQuantity

ADDRESSES: Mapping[OutcomeKind, str] = {"output": "hasil", "performance": "pentas"}
"""The word of each kind in addresses."""


class OutputFields(BaseModel):
    """The fields of every report of an output."""

    made: Annotated[PeriodText, BeforeValidator(edtf_of)]
    product: Product
    description: ShortText | None = None
    quantity: Annotated[ReportedQuantity, TYPED_NUMBER]
    unit: OutputUnit
    value: Annotated[int | None, TYPED_NUMBER, Field(ge=0, le=LARGEST_AMOUNT)] = None
    disposal: OutputDisposal
    cohort_id: UUID | None = None
    evidence_id: UUID | None = None
    fulfils: Ids = ()

    def facts(self) -> OutputFacts:
        """The reported facts."""
        return OutputFacts(**{name: getattr(self, name) for name in OutputFacts.model_fields})


class PerformanceFields(BaseModel):
    """The fields of every report of a performance."""

    held_on: FormDay
    starts_at: FormTime | None = None
    occasion: ShortText
    venue: ShortText
    performers: dict[ParticipantKind, NumberOfPeople] = Field(min_length=1)
    cohort_id: UUID | None = None
    ceremony_id: UUID | None = None
    meeting_id: UUID | None = None
    fulfils: Ids = ()

    def facts(self) -> PerformanceFacts:
        """The reported facts."""
        groups = [AudienceGroup(participants=kind, number=number) for kind, number in self.performers.items() if number]
        given = {name: getattr(self, name) for name in PerformanceFacts.model_fields}
        return PerformanceFacts(**given | {"performers": groups})


@dataclass(frozen=True, slots=True)
class Changed:
    """The outcome that a form changes, with its program and its period until now."""

    program_id: UUID
    outcome: ProposedOutcome
    period: Period


def choices(program: ProgramDetails, performed: Collection[ParticipantKind] = ()) -> dict[str, Any]:
    """The lists of both forms; `performed` are the kinds of performers that are on record already."""
    return {
        "program": program,
        "products": get_args(Product),
        "units": get_args(OutputUnit),
        "disposals": get_args(OutputDisposal),
        "participant_kinds": kinds_at(program.facility.name, performed),
    }


async def in_closed_month(work: Work, program: ProgramDetails, period: Period) -> bool:
    """Whether the head has closed a month of the period, so that a change is proposed."""
    closed = [await is_closed(work, program.facility.id, month) for month in period.months]
    return any(closed)
