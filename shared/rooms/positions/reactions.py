"""PositionAssigned: project the position."""

from shared.access import Work
from shared.access.positions import Position
from shared.contracts.positions import PositionAssigned
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope
from shared.rooms.positions.commands import ProjectPosition, project_position


async def project_assigned_position(work: Work, event: PositionAssigned, envelope: Envelope) -> None:
    """Project the position that the event assigns."""
    position = Position(
        id=event.position_id,
        account=event.account,
        capability=event.capability,
        scope_kind=event.scope_kind,
        unit=event.unit,
        capacity=event.capacity,
        letter=event.letter,
        valid_from=event.valid_from,
        valid_until=event.valid_until,
        region=event.region,
        title=event.title,
        acts_for=event.acts_for,
    )
    await project_position(work, ProjectPosition(position, envelope.recorded_time))


REACTIONS: Reactions = ((PositionAssigned, project_assigned_position),)
