"""What the directory does when the register speaks of positions."""

from services.notifications.directory.commands import keep_position
from shared.access import Work
from shared.access.positions import Position
from shared.contracts.agreements import PositionAssigned
from shared.contracts.vocabulary import Reactions
from shared.events.envelope import Envelope


async def _position_assigned(work: Work, event: PositionAssigned, _envelope: Envelope) -> None:
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
    await keep_position(work, position)


REACTIONS: Reactions = ((PositionAssigned, _position_assigned),)
