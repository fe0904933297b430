"""What changes in the directory: positions, as agreements' register says them."""

from shared.access import Work, nationwide, use_case
from shared.access.positions import Position, save_position


@use_case(scope=nationwide)
async def keep_position(work: Work, position: Position) -> None:
    """Keep a position, or what became of it. Only Sinergi itself may: the register owns positions."""
    await save_position(work.connection, position)
