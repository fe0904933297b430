"""Projecting positions from the internal events of their owner, in the same table as the owner's."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.access import Work, nationwide, use_case
from shared.access.positions import Position, save_position, save_region


@dataclass(frozen=True, slots=True)
class ProjectPosition:
    """A position as its owner recorded it at a moment."""

    position: Position
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class FollowUnit:
    """A unit belongs to this regional office from now on."""

    unit_id: UUID
    region: str | None


@use_case(scope=nationwide)
async def project_position(work: Work, command: ProjectPosition) -> None:
    """Save a position as its owner last described it. System only."""
    await save_position(work.connection, command.position, command.recorded_at)


@use_case(scope=nationwide)
async def follow_unit(work: Work, command: FollowUnit) -> None:
    """Record the new office of a unit in its positions, for the audit trail. System only."""
    await save_region(work.connection, str(command.unit_id), command.region)
