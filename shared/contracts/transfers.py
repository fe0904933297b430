"""Events of transfers between two facilities. Nothing in them says who the participant is."""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event
from shared.contracts.parts import FacilityRef
from shared.contracts.program_details import PROGRAMS_INTERNAL


class TransferEvent(Event):
    """Fields of every event about a transfer."""

    transfer_id: UUID = Field(description="the transfer")
    version: int = Field(description="the transfer's version after the event; an event with a lower one is older")
    program_id: UUID = Field(description="the program that the participant has left")
    enrolment_id: UUID = Field(description="the enrolment that ended by the transfer")
    facility: FacilityRef = Field(description="the facility that is asked; after its answer, the one that proposed it")


class TransferProposed(
    TransferEvent, type="transfer.proposed.v1", topic=PROGRAMS_INTERNAL, key="program_id", subject="transfer_id"
):
    """An enrolment that ended by a transfer may be continued at the facility where the participant is now."""

    origin: FacilityRef = Field(description="the facility that the participant has left")
    template: str = Field(description="the template of the program that was left")
    left_on: date = Field(description="the last day of the enrolment")


class TransferAnswered(
    TransferEvent, type="transfer.answered.v1", topic=PROGRAMS_INTERNAL, key="program_id", subject="transfer_id"
):
    """The facility where the participant is now has answered."""

    destination: FacilityRef = Field(description="the facility where the participant is now")
    accepted: bool = Field(description="whether it can be continued there")
