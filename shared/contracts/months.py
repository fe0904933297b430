"""Internal events about the months of facilities: entered or silent, and closed by the head. Key: the facility."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Extensible
from shared.contracts.parts import FacilityRef
from shared.contracts.program_details import PROGRAMS_INTERNAL
from shared.values.cooperation import MonthStatement


class MonthEvent(Event):
    """Fields of every event about a month of a facility."""

    month_id: UUID = Field(description="the month of this facility")
    facility_id: UUID = Field(description="the facility: the key")
    version: int = Field(description="the month's version after the event; an event with a lower one is older")
    facility: FacilityRef = Field(description="the facility whose month it is")
    month: date = Field(description="the first day of the month")


class MonthSilent(MonthEvent, type="month.silent.v1", topic=PROGRAMS_INTERNAL, key="facility_id", subject="month_id"):
    """Programs could run, but nothing was entered, and the head has not stated that nothing took place."""

    due_on: date = Field(description="the fifth working day after the month, by which it should have been closed")
    region_asked_on: date | None = Field(
        description="the day from which the regional office is asked as well; null: the facility alone is asked"
    )


class MonthEntered(MonthEvent, type="month.entered.v1", topic=PROGRAMS_INTERNAL, key="facility_id", subject="month_id"):
    """The first session of a month that was reported as silent is on record; the month is still to be closed."""

    activities: int = Field(description="the sessions, outputs and performances on record")


class MonthClosed(MonthEvent, type="month.closed.v1", topic=PROGRAMS_INTERNAL, key="facility_id", subject="month_id"):
    """The head has closed the month."""

    statement: Annotated[MonthStatement, Extensible()] = Field(
        description="activity, or nihil: the head confirms that nothing took place"
    )
    activities: int = Field(description="the sessions, outputs and performances on record at the closing")
    closed_on: date = Field(description="the day of the closing, at the facility")
