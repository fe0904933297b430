"""Positions, for those who assign them."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import TypeAdapter

from services.agreements.register.access import POSITION_KEEPERS, scope_of_position
from services.agreements.register.model.positions import PositionNotFound
from shared.access import Work, anywhere, use_case
from shared.access.partner_tree import load_same
from shared.access.positions import Position
from shared.web.cursors import Page, PageRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedPosition(Position):
    """One position; `valid_until` is its last day, and `region` the one of its facility or regional office."""

    version: int


_POSITION = TypeAdapter(VersionedPosition)


@dataclass(frozen=True, slots=True)
class ListPositions:
    """Positions in the order in which they were assigned, optionally of one account or one unit."""

    account: str | None
    unit: str | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowPosition:
    """One position."""

    position_id: UUID


def may_keep_positions(work: Work) -> bool:
    """Whether a position of the reader may assign positions."""
    return work.actor.may(POSITION_KEEPERS, None)


@use_case(*POSITION_KEEPERS, scope=anywhere, changes=False)
async def list_positions(work: Work, query: ListPositions) -> Page[VersionedPosition]:
    """One page of the positions in the units of the actor."""
    reach = work.actor.reach(POSITION_KEEPERS)
    rows = await work.connection.fetch(
        """SELECT * FROM position
           WHERE ($1::text IS NULL OR account = $1) AND ($2::text[] IS NULL OR unit = ANY($2))
             AND ($3 OR region = ANY($4) OR (scope_kind = 'facility' AND unit = ANY($5)))
             AND ($6::uuid IS NULL OR id > $6)
           ORDER BY id LIMIT $7""",
        query.account,
        await _all_ids(work, query.unit) if query.unit else None,
        reach.nation,
        reach.regions,
        list(map(str, reach.facilities)),
        *query.page.after_as(UUID),
        query.page.limit + 1,
    )
    return query.page.cut([_POSITION.validate_python(dict(row)) for row in rows], lambda position: [position.id])


async def _all_ids(work: Work, unit: str) -> list[str]:
    """The unit, and the ids of the same partner: positions name a partner by the id that it had then."""
    try:
        partner = UUID(unit)
    except ValueError:
        return [unit]
    same = await load_same(work.connection, [partner])
    return [unit, *map(str, same[partner])]


@use_case(*POSITION_KEEPERS, scope=scope_of_position, changes=False)
async def show_position(work: Work, query: ShowPosition) -> VersionedPosition:
    """One position. Raises `PositionNotFound`."""
    row = await work.connection.fetchrow("SELECT * FROM position WHERE id = $1", query.position_id)
    if row is None:
        raise PositionNotFound(id=query.position_id)
    return _POSITION.validate_python(dict(row))
