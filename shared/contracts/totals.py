"""The public event about the activity of a region: counts that include what events about programs leave out."""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Part
from shared.contracts.parts import ExtensiblePillar
from shared.contracts.programs import PROGRAMS


class PillarTotal(Part):
    """The activity of one pillar of coaching in a region."""

    pillar: ExtensiblePillar | None = Field(description="the pillar of coaching; null: another function")
    sessions: int = Field(description="the sessions of the period")
    participants: int | None = Field(
        description="how many different persons were present at sessions with a roster; null: withheld"
    )


class ActivityTotalled(Event, type="activity.totalled.v1", topic=PROGRAMS, key="region", subject="total_id"):
    """The activity of a region in a month or a quarter, and again with a higher version when its record has changed.

    It includes health, rehabilitation and juveniles, whose counts no other public event has. Fewer than five persons
    are withheld, with what would give them away; the quarter then has them if they are five.
    """

    region: str = Field(description="code of the region: the key")
    total_id: UUID = Field(description="this region in this period")
    version: int = Field(description="counts the totals of this period; an event with a lower one is older")
    period_from: date = Field(description="the first day of the month or the quarter")
    period_until: date = Field(description="the last day of it")
    facilities: int = Field(description="the facilities with a program in the period")
    closed: int = Field(description="those of them whose heads have closed every month of it")
    sessions: int = Field(description="the sessions of the period")
    outputs: int = Field(description="the outputs and performances of the period, on their last day")
    participants: int | None = Field(
        description="how many different persons were present at sessions with a roster; null: withheld"
    )
    pillars: tuple[PillarTotal, ...] = Field(description="each pillar with a session in the period")
