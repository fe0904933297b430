"""Projecting positions from the internal events of their owner, in the same table as the owner's."""

from dataclasses import dataclass
from datetime import datetime

from shared.access import Work, nationwide, use_case
from shared.access.positions import Position, save_position


@dataclass(frozen=True, slots=True)
class ProjectPosition:
    """A position as its owner recorded it at a moment."""

    position: Position
    recorded_at: datetime


@use_case(scope=nationwide)
async def project_position(work: Work, command: ProjectPosition) -> None:
    """Save a position as its owner last described it. System only."""
    await save_position(work.connection, command.position, command.recorded_at)
