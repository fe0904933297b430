"""How every service but the register learns of positions: from the register's internal events, in the same table."""

from shared.access import Work, nationwide, use_case
from shared.access.positions import Position, save_position
from shared.contracts.agreements import PositionAssigned
from shared.contracts.vocabulary import Reactions
from shared.events.envelope import Envelope


@use_case(scope=nationwide)
async def project_position(work: Work, position: Position) -> None:
    """Keep a position as the register says it now. No account may do this, only Sinergi itself."""
    await save_position(work.connection, position)


async def take_over_position(work: Work, event: PositionAssigned, _envelope: Envelope) -> None:
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
    )
    await project_position(work, position)


REACTIONS: Reactions = ((PositionAssigned, take_over_position),)
