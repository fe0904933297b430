"""Loads positions and what their rules need, and saves their versions."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.agreements.register.model.positions import PositionNotFound, PositionUnknown
from shared.access.positions import Position
from shared.contracts.parts import FacilityRef
from shared.postgres.connections import Connection
from shared.values.capabilities import Capability, ScopeKind


async def unit_exists(connection: Connection, scope_kind: ScopeKind, unit: str) -> bool:
    """Whether the unit of a position exists."""
    if scope_kind == "nation":
        return unit == ""
    # Ids are compared as text, so that a unit which is not a uuid is unknown rather than an error of the database.
    found: bool = await connection.fetchval(
        """SELECT CASE $1 WHEN 'facility' THEN EXISTS (SELECT FROM facility WHERE id::text = $2)
                          WHEN 'region' THEN EXISTS (SELECT FROM regional_office WHERE code = $2)
                          WHEN 'partner' THEN EXISTS (SELECT FROM partner WHERE id::text = $2) END""",
        scope_kind,
        unit,
    )
    return found


async def load_region(connection: Connection, scope_kind: ScopeKind, unit: str) -> str | None:
    """The region of a position's unit; none for a partner or the nation."""
    region: str | None = await connection.fetchval(
        """SELECT CASE $1 WHEN 'facility' THEN (SELECT region FROM facility WHERE id::text = $2)
                          WHEN 'region' THEN $2 END""",
        scope_kind,
        unit,
    )
    return region


async def load_facility_ref(connection: Connection, scope_kind: ScopeKind, unit: str) -> FacilityRef | None:
    """The facility of a position as events carry it; none for another kind of unit."""
    if scope_kind != "facility":
        return None
    row = await connection.fetchrow("SELECT id, name, region, zone FROM facility WHERE id::text = $1", unit)
    return FacilityRef.model_validate(dict(row)) if row else None


async def load_position(connection: Connection, position_id: UUID) -> Position:
    """One position. Raises `PositionNotFound`."""
    row = await connection.fetchrow("SELECT * FROM position WHERE id = $1", position_id)
    if row is None:
        raise PositionNotFound(id=position_id)
    return _position(row)


async def load_position_in(connection: Connection, position_id: UUID, unit: str) -> Position:
    """One position of a unit. Raises `PositionUnknown`."""
    row = await connection.fetchrow("SELECT * FROM position WHERE id = $1 AND unit = $2", position_id, unit)
    if row is None:
        raise PositionUnknown(id=position_id)
    return _position(row)


async def lock_position(connection: Connection, position_id: UUID) -> tuple[Position, int]:
    """One position with its version, locked until the end of the transaction. Raises `PositionNotFound`."""
    row = await connection.fetchrow("SELECT * FROM position WHERE id = $1 FOR UPDATE", position_id)
    if row is None:
        raise PositionNotFound(id=position_id)
    return _position(row), row["version"]


def _position(row: Mapping[str, Any]) -> Position:
    values = {name: row[name] for name in Position.__slots__}
    return Position(**{**values, "capability": Capability(row["capability"])})


async def save_next_version(connection: Connection, position_id: UUID) -> None:
    """Raise the version of a position by one."""
    # Not part of `save_position`, which all services share: positions have a version in this service only.
    await connection.execute("UPDATE position SET version = version + 1 WHERE id = $1", position_id)
