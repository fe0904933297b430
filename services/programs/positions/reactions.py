"""What is done when the register says who holds a position."""

from services.programs.positions.commands import project_position
from shared.access import Work
from shared.access.positions import Position
from shared.contracts.agreements import PositionAssigned
from shared.contracts.vocabulary import Reactions
from shared.events.envelope import Envelope


async def take_over_position(work: Work, event: PositionAssigned, _envelope: Envelope) -> None:
    """Project the position."""
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
    )
    await project_position(work, position)


REACTIONS: Reactions = ((PositionAssigned, take_over_position),)
