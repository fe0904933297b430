"""Positions, for those who give them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.register.access import POSITION_KEEPERS
from services.agreements.register.model.positions import PositionUnknown
from shared.access import Work, nationwide, use_case
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.web.cursors import Page, PageWanted


class PositionView(BaseModel):
    """One position; `valid_until` is its last day."""

    id: UUID
    account: str
    capability: Capability
    scope_kind: ScopeKind
    unit: str
    capacity: Capacity
    letter: str | None
    valid_from: date
    valid_until: date | None
    version: int


@dataclass(frozen=True, slots=True)
class ListPositions:
    """Positions in the order in which they were given, of one account or unit or of all."""

    account: str | None
    unit: str | None
    page: PageWanted


@dataclass(frozen=True, slots=True)
class ShowPosition:
    """One position."""

    position_id: UUID


@use_case(*POSITION_KEEPERS, scope=nationwide, changes=False)
async def list_positions(work: Work, query: ListPositions) -> Page[PositionView]:
    """One page of positions."""
    rows = await work.connection.fetch(
        """SELECT * FROM position
           WHERE ($1::text IS NULL OR account = $1) AND ($2::text IS NULL OR unit = $2)
             AND ($3::uuid IS NULL OR id > $3)
           ORDER BY id LIMIT $4""",
        query.account,
        query.unit,
        *query.page.after_as(UUID),
        query.page.limit + 1,
    )
    return query.page.page([PositionView.model_validate(dict(row)) for row in rows], lambda position: [position.id])


@use_case(*POSITION_KEEPERS, scope=nationwide, changes=False)
async def show_position(work: Work, query: ShowPosition) -> PositionView:
    """One position. Raises `PositionUnknown`."""
    row = await work.connection.fetchrow("SELECT * FROM position WHERE id = $1", query.position_id)
    if row is None:
        raise PositionUnknown(id=query.position_id)
    return PositionView.model_validate(dict(row))
