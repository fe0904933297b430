"""Inserts and saves the content of a draft: parties, places and scope items. A part that keeps its id keeps its row."""

import json
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from shared.postgres.connections import Connection


async def save_parties(connection: Connection, agreement: Agreement) -> None:
    """Save the parties; those that are not in a draft any more are deleted, those that left by an addendum stay."""
    await connection.execute(
        "DELETE FROM party WHERE agreement_id = $1 AND NOT (id = ANY($2)) AND left_on IS NULL",
        agreement.id,
        [party.id for party in agreement.parties],
    )
    # Moved away from the final ordinals first, because rows that change places would collide.
    await connection.execute(
        "UPDATE party SET ordinal = -1 - ordinal WHERE agreement_id = $1 AND left_on IS NULL", agreement.id
    )
    await insert_parties(connection, agreement)


async def insert_parties(connection: Connection, agreement: Agreement) -> None:
    """Insert the parties of a draft; one that is there is changed."""
    await connection.executemany(
        """INSERT INTO party (id, agreement_id, ordinal, role, unit_id, signers) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (id) DO UPDATE SET
               (ordinal, role, signers, left_on) = (excluded.ordinal, excluded.role, excluded.signers, NULL)""",
        [(p.id, agreement.id, n, p.role, p.unit.id, p.signers) for n, p in enumerate(agreement.parties)],
    )


async def save_places(connection: Connection, agreement: Agreement) -> None:
    """Save where the agreement is to be carried out."""
    places = [unit.id for unit in agreement.runs_at]
    await connection.execute(
        "DELETE FROM agreement_facility WHERE agreement_id = $1 AND NOT (facility_id = ANY($2))", agreement.id, places
    )
    await insert_places(connection, agreement)


async def insert_places(connection: Connection, agreement: Agreement) -> None:
    """Insert where the agreement is to be carried out; places that are there stay."""
    await connection.execute(
        "INSERT INTO agreement_facility SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING",
        agreement.id,
        [unit.id for unit in agreement.runs_at],
    )


async def save_scope(connection: Connection, agreement: Agreement) -> None:
    """Save the scope items with their agencies and the items that they continue."""
    ids = [item.id for item in agreement.scope_items]
    await connection.execute(
        "DELETE FROM scope_item WHERE agreement_id = $1 AND NOT (id = ANY($2)) AND left_on IS NULL", agreement.id, ids
    )
    await connection.execute("DELETE FROM scope_item_continues WHERE scope_item_id = ANY($1)", ids)
    await _delete_agencies(connection, ids, _agencies(agreement))
    await insert_scope(connection, agreement)


async def insert_scope(connection: Connection, agreement: Agreement) -> None:
    """Insert the scope items with their agencies and the items that they continue; one that is there is changed."""
    if not agreement.scope_items:
        return
    await connection.execute(
        """INSERT INTO scope_item (agreement_id, id, ordinal, field, description, function, pillar, delivery,
                                   own_section, target, ground, meeting_id, ground_reason)
           SELECT $1, * FROM jsonb_to_recordset($2) AS t (
               id uuid, ordinal integer, field text, description text, function text, pillar text, delivery text,
               own_section text, target text, ground text, meeting_id uuid, ground_reason text)
           ON CONFLICT (id) DO UPDATE SET
               (ordinal, field, description, function, pillar, delivery, own_section, target, ground, meeting_id,
                ground_reason) =
               (excluded.ordinal, excluded.field, excluded.description, excluded.function, excluded.pillar,
                excluded.delivery, excluded.own_section, excluded.target, excluded.ground, excluded.meeting_id,
                excluded.ground_reason)""",
        agreement.id,
        json.dumps([item.model_dump(mode="json") | {"ordinal": n} for n, item in enumerate(agreement.scope_items)]),
    )
    await _insert_agencies(connection, _agencies(agreement))
    await _insert_pairs(connection, "scope_item_continues", _continued(agreement))


def _agencies(agreement: Agreement) -> list[tuple[UUID, UUID]]:
    return [(item.id, agency.id) for item in agreement.scope_items for agency in item.agencies]


def _continued(agreement: Agreement) -> list[tuple[UUID, ...]]:
    return [(item.id, agreement.id, id_) for item in agreement.scope_items for id_ in item.continues]


async def _delete_agencies(connection: Connection, ids: list[UUID], rows: list[tuple[UUID, UUID]]) -> None:
    # An agency that was named by the id of a merged partner keeps that id: the merger may be taken back.
    await connection.execute(
        """DELETE FROM scope_item_agency g USING partner_resolved m
           WHERE g.scope_item_id = ANY($1) AND m.named_as = g.partner_id
             AND NOT EXISTS (SELECT FROM unnest($2::uuid[], $3::uuid[]) AS named (item, agency)
                             WHERE named.item = g.scope_item_id AND named.agency = m.id)""",
        ids,
        [item for item, _ in rows],
        [agency for _, agency in rows],
    )


async def _insert_agencies(connection: Connection, rows: list[tuple[UUID, UUID]]) -> None:
    if not rows:
        return
    await connection.execute(
        """INSERT INTO scope_item_agency (scope_item_id, partner_id)
           SELECT item, agency FROM unnest($1::uuid[], $2::uuid[]) AS named (item, agency)
           WHERE NOT EXISTS (SELECT FROM scope_item_agency g JOIN partner_resolved m ON m.named_as = g.partner_id
                             WHERE g.scope_item_id = named.item AND m.id = named.agency)""",
        [item for item, _ in rows],
        [agency for _, agency in rows],
    )


async def _insert_pairs(connection: Connection, table: str, rows: list[tuple[UUID, ...]]) -> None:
    if rows:
        places = ", ".join(f"${n + 1}" for n in range(len(rows[0])))
        await connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 -- our own names
