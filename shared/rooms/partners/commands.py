"""Projecting the tree of partners from the events of its owner, in the same table as the owner's."""

from dataclasses import dataclass
from uuid import UUID

from shared.access import Work, nationwide, use_case
from shared.access.partner_tree import save_merge, save_parent


@dataclass(frozen=True, slots=True)
class ProjectParent:
    """A partner and the one above it, if any."""

    partner_id: UUID
    parent_id: UUID | None


@dataclass(frozen=True, slots=True)
class ProjectMerge:
    """A partner and the one that it turned out to be."""

    partner_id: UUID
    merged_into: UUID | None


@use_case(scope=nationwide)
async def project_parent(work: Work, command: ProjectParent) -> None:
    """Save the partner above another one. System only."""
    await save_parent(work.connection, command.partner_id, command.parent_id)


@use_case(scope=nationwide)
async def project_merge(work: Work, command: ProjectMerge) -> None:
    """Save the partner into which another one was merged. System only."""
    await save_merge(work.connection, command.partner_id, command.merged_into)
