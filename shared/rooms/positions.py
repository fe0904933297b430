"""How every service but the register learns of positions: from the register's internal events, in the same table."""

from dataclasses import dataclass
from datetime import datetime

from shared.access import Work, nationwide, use_case
from shared.access.positions import Position, save_position
from shared.contracts.agreements import PositionAssigned
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


@dataclass(frozen=True, slots=True)
class ProjectPosition:
    """A position as the register recorded it at a moment."""

    position: Position
    recorded_at: datetime


@use_case(scope=nationwide)
async def project_position(work: Work, command: ProjectPosition) -> None:
    """Keep a position as the register says it now. No account may do this, only Sinergi itself."""
    await save_position(work.connection, command.position, command.recorded_at)


async def take_over_position(work: Work, event: PositionAssigned, envelope: Envelope) -> None:
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
    )
    await project_position(work, ProjectPosition(position, envelope.recorded_time))


REACTIONS: Reactions = ((PositionAssigned, take_over_position),)
