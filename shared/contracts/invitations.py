"""Internal events about invitations. Key: the invitation, which has the id of its meeting or ceremony."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Extensible
from shared.contracts.notifications import NOTIFICATIONS_INTERNAL
from shared.contracts.parts import UnitRef
from shared.values.cooperation import InvitationAnswer


class InvitationAnswered(
    Event,
    type="invitation.answered.v1",
    topic=NOTIFICATIONS_INTERNAL,
    key="invitation_id",
    subject="invitation_id",
):
    """A unit has answered, or has changed its answer. The office of a deputy is visible at the invitation alone."""

    invitation_id: UUID = Field(description="the meeting or the ceremony")
    version: int = Field(description="the invitation's version after the event; an event with a lower one is older")
    about: Annotated[Literal["meeting", "ceremony"], Extensible()] = Field(description="what the unit is invited to")
    host: UnitRef = Field(description="the unit that invites")
    unit: UnitRef = Field(description="the unit that has answered")
    answer: Annotated[InvitationAnswer, Extensible()] = Field(
        description="it comes, does not come, or sends a deputy of its head"
    )
    coming: int = Field(description="how many units come, this answer included")
    deputies: int = Field(description="how many send a deputy")
    not_coming: int = Field(description="how many do not come")
    not_answered: int = Field(description="how many have not answered")
