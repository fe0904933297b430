"""PositionAssigned: project the position. UnitChanged: its region follows the unit."""

from shared.access import Work
from shared.access.positions import Position
from shared.contracts.organisations import UnitChanged
from shared.contracts.positions import PositionAssigned
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope
from shared.rooms.positions.commands import FollowUnit, ProjectPosition, follow_unit, project_position


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


async def follow_changed_unit(work: Work, event: UnitChanged, _envelope: Envelope) -> None:
    """Record the office of a changed unit in its positions."""
    await follow_unit(work, FollowUnit(event.unit_id, event.region))


REACTIONS: Reactions = ((PositionAssigned, project_assigned_position), (UnitChanged, follow_changed_unit))
