"""Keeps the gaps: undertakings without a template in the catalogue."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import asyncpg

from services.programs.authorisations.model import Course, Item, Undertaking
from services.programs.program.model.columns import agencies_of, facility_columns, facility_of
from services.programs.program.store.saving import insert_partner_names
from shared.postgres.connections import Connection
from shared.values.ids import new_id


async def insert_gap(connection: Connection, undertaking: Undertaking, found_at: datetime) -> bool:
    """Insert an undertaking that has no template. Returns False if it is recorded already."""
    gap_id, item = new_id(), undertaking.item
    inserted = await connection.fetchval(
        """INSERT INTO template_gap (id, scope_item_id, facility_id, facility_name, region, zone, agreement_id, line_id,
                                     field, field_name, description, function, pillar, since, until, found_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
           ON CONFLICT (scope_item_id, facility_id) DO NOTHING RETURNING true""",
        gap_id,
        item.id,
        *facility_columns(undertaking.facility),
        undertaking.agreement_id,
        undertaking.line_id,
        item.field,
        item.field_name,
        item.description,
        item.function,
        item.pillar,
        undertaking.since,
        undertaking.until,
        found_at,
    )
    if inserted:
        await insert_partner_names(connection, item.agencies)
        await connection.executemany(
            "INSERT INTO template_gap_agency (gap_id, agency_id) VALUES ($1, $2)",
            [(gap_id, agency.id) for agency in item.agencies],
        )
    return bool(inserted)


async def lock_open_gaps(connection: Connection, fields: list[str], now: datetime) -> list[tuple[UUID, Undertaking]]:
    """Load and lock the open gaps in these fields with their ids, oldest first, unless their last day is over."""
    return await _lock(
        connection,
        """closed_at IS NULL AND field = ANY($1)
           AND (until IS NULL OR until >= ($2::timestamptz AT TIME ZONE zone)::date)""",
        fields,
        now,
    )


async def lock_open_gaps_of(connection: Connection, course: Course) -> list[tuple[UUID, Undertaking]]:
    """Load and lock the open gaps of an agreement with their ids."""
    return await _lock(connection, "closed_at IS NULL AND agreement_id = $1", course.agreement_id)


async def save_last_day_of_gaps(connection: Connection, agreement_id: UUID, until: date | None) -> None:
    """Save the last day of an agreement in its open gaps."""
    await connection.execute(
        "UPDATE template_gap SET until = $2 WHERE agreement_id = $1 AND closed_at IS NULL", agreement_id, until
    )


async def close_gap(connection: Connection, gap_id: UUID, closed_at: datetime) -> None:
    """Close a gap: it is planned now, or its agreement has ended."""
    await connection.execute("UPDATE template_gap SET closed_at = $2 WHERE id = $1", gap_id, closed_at)


async def _lock(connection: Connection, which: str, *values: object) -> list[tuple[UUID, Undertaking]]:
    # A succession and the job that fills gaps may take the same ones at this moment; the second waits here.
    locked = await connection.fetch(
        f"SELECT id FROM template_gap WHERE {which} ORDER BY id FOR UPDATE",  # noqa: S608 -- the two conditions above
        *values,
    )
    rows = await connection.fetch(
        "SELECT * FROM template_gap_details WHERE id = ANY ($1) ORDER BY id", [row["id"] for row in locked]
    )
    return [(row["id"], _undertaking(row)) for row in rows]


def _undertaking(row: asyncpg.Record) -> Undertaking:
    return Undertaking(
        facility=facility_of(row),
        agreement_id=row["agreement_id"],
        line_id=row["line_id"],
        item=item_of(row),
        since=row["since"],
        until=row["until"],
    )


def item_of(row: Mapping[str, Any]) -> Item:
    """The scope item of a row, by the columns that all tables name alike; what it continues is not among them."""
    return Item(
        id=row["scope_item_id"],
        field=row["field"],
        field_name=row["field_name"],
        description=row["description"],
        function=row["function"],
        pillar=row["pillar"],
        agencies=agencies_of(row),
    )
