"""Keeps the partners of each agreement, and the gaps: undertakings without a template in the catalogue."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from services.programs.authorisations.model import Succession, Undertaking
from services.programs.program.model.columns import facility_columns, facility_of, organisation_columns, organisation_of
from shared.postgres.connections import Connection
from shared.values.ids import new_id


async def insert_partners(connection: Connection, agreement_id: UUID, partners: Sequence[UUID]) -> None:
    """Insert the partners that signed an agreement, unless they are recorded already."""
    await connection.execute(
        """INSERT INTO agreement_partner (agreement_id, partner_id) SELECT $1, unnest($2::uuid[])
           ON CONFLICT DO NOTHING""",
        agreement_id,
        partners,
    )


async def save_agency_name(connection: Connection, agency_id: UUID, name: str) -> None:
    """Save the new name of an agency in everything for which it answers."""
    await connection.execute("UPDATE authorisation SET agency_name = $2 WHERE agency_id = $1", agency_id, name)
    await connection.execute("UPDATE template_gap SET agency_name = $2 WHERE agency_id = $1", agency_id, name)


async def insert_gap(connection: Connection, undertaking: Undertaking, found_at: datetime) -> None:
    """Insert an undertaking that has no template."""
    await connection.execute(
        """INSERT INTO template_gap (id, scope_item_id, facility_id, facility_name, region, zone, agreement_id, line_id,
                                     field, description, pillar, agency_id, agency_name, since, found_at,
                                     until)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)""",
        new_id(),
        undertaking.scope_item_id,
        *facility_columns(undertaking.facility),
        undertaking.agreement_id,
        undertaking.line_id,
        undertaking.field,
        undertaking.description,
        undertaking.pillar,
        *organisation_columns(undertaking.agency),
        undertaking.since,
        found_at,
        undertaking.until,
    )


async def lock_open_gaps(connection: Connection, fields: list[str]) -> list[tuple[UUID, Undertaking]]:
    """Load and lock the open gaps in these fields with their ids, oldest first."""
    # A succession may be moving the same gaps at this moment.
    rows = await connection.fetch(
        "SELECT * FROM template_gap WHERE closed_at IS NULL AND field = ANY($1) ORDER BY id FOR UPDATE", fields
    )
    return [(row["id"], _undertaking(row)) for row in rows]


async def hand_over_gaps(connection: Connection, succession: Succession, now: datetime) -> None:
    """Move the open gaps of a superseded agreement to its successor, and close those of dropped scope items."""
    kept = list(succession.continued)
    # If nothing was kept, `<> ALL` of an empty array is true, and every gap is closed.
    await connection.execute(
        """UPDATE template_gap SET closed_at = $3
           WHERE agreement_id = $1 AND closed_at IS NULL AND scope_item_id <> ALL ($2::uuid[])""",
        succession.agreement_id,
        kept,
        now,
    )
    # The undertaking begins again with the successor: its program will be of that fiscal year, under that agreement.
    await connection.execute(
        """UPDATE template_gap SET agreement_id = $2, since = $3, until = $8, scope_item_id = continued.new,
                  agency_id = continued.agency_id, agency_name = continued.agency_name
           FROM unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[]) AS continued (old, new, agency_id, agency_name)
           WHERE agreement_id = $1 AND closed_at IS NULL AND scope_item_id = continued.old""",
        succession.agreement_id,
        succession.successor_id,
        succession.on,
        kept,
        [new.scope_item_id for new in succession.continued.values()],
        [new.agency and new.agency.id for new in succession.continued.values()],
        [new.agency and new.agency.name for new in succession.continued.values()],
        succession.until,
    )


async def close_gap(connection: Connection, gap_id: UUID, closed_at: datetime) -> None:
    """Close a gap whose undertaking is planned now."""
    await connection.execute("UPDATE template_gap SET closed_at = $2 WHERE id = $1", gap_id, closed_at)


def _undertaking(row: asyncpg.Record) -> Undertaking:
    return Undertaking(
        facility=facility_of(row),
        agreement_id=row["agreement_id"],
        line_id=row["line_id"],
        scope_item_id=row["scope_item_id"],
        field=row["field"],
        description=row["description"],
        pillar=row["pillar"],
        agency=organisation_of(row, "agency"),
        since=row["since"],
        until=row["until"],
    )
