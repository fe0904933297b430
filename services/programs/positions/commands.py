"""What changes in the projection of positions."""

from shared.access import Work, nationwide, use_case
from shared.access.positions import Position, save_position


@use_case(scope=nationwide)
async def project_position(work: Work, position: Position) -> None:
    """Keep a position as the register now says it. No account may do this, only Sinergi itself."""
    await save_position(work.connection, position)
