"""Writes reference data, partners and the versions of positions; loads what the rules of the register need."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from services.agreements.register.model.fields import FieldTree
from services.agreements.register.model.partners import Partner, PartnerNotFound, PartnerUnknown, name_key
from services.agreements.register.model.positions import PositionNotFound, PositionUnknown
from services.agreements.register.model.units import Facility, FacilityUnknown
from shared.access.partner_tree import save_merge, save_parent
from shared.access.positions import Position
from shared.postgres.connections import Connection
from shared.values.capabilities import Capability, ScopeKind

Rows = Sequence[Mapping[str, object]]


async def save_offices(connection: Connection, rows: Rows) -> None:
    """Bring the regional offices up to date."""
    await connection.execute(
        """INSERT INTO regional_office (code, id, name, area, zone)
           SELECT * FROM jsonb_to_recordset($1) AS t (code text, id uuid, name text, area text, zone text)
           ON CONFLICT (code) DO UPDATE SET
               (id, name, area, zone) = (excluded.id, excluded.name, excluded.area, excluded.zone)""",
        json.dumps(rows),
    )


async def save_facilities(connection: Connection, rows: Rows) -> None:
    """Bring the facilities up to date."""
    # Matched by id, and never deleted: agreements keep pointing to a facility that was renamed or closed.
    await connection.execute(
        """INSERT INTO facility AS f (id, name, kind, specialisation, facility_class, town, region, zone)
           SELECT id, name, kind, specialisation, nullif(class, ''), town, regional_office, zone
           FROM jsonb_to_recordset($1) AS t (id uuid, name text, kind text, specialisation text, class text,
                                             town text, regional_office text, zone text)
           ON CONFLICT (id) DO UPDATE SET
               (name, kind, specialisation, facility_class, town, region, zone) =
               (excluded.name, excluded.kind, excluded.specialisation, excluded.facility_class, excluded.town,
                excluded.region, excluded.zone)""",
        json.dumps(rows),
    )


async def save_fields(connection: Connection, tree: FieldTree) -> None:
    """Bring the fields up to date; a tree that is older than the stored one changes nothing."""
    rows = [
        {"code": node.code, "parent": parent, "indonesian": node.name.id, "english": node.name.en, "ordinal": ordinal}
        for ordinal, (node, parent) in enumerate(tree.walk())
    ]
    await connection.execute(
        """INSERT INTO field AS f (code, parent, name_indonesian, name_english, ordinal, version)
           SELECT t.*, $2
           FROM jsonb_to_recordset($1) AS t (code text, parent text, indonesian text, english text, ordinal integer)
           ON CONFLICT (code) DO UPDATE SET
               (parent, name_indonesian, name_english, ordinal, version) =
               (excluded.parent, excluded.name_indonesian, excluded.name_english, excluded.ordinal, excluded.version)
           WHERE f.version <= excluded.version""",
        json.dumps(rows),
        tree.version,
    )


async def load_known_fields(connection: Connection, codes: Collection[str]) -> set[str]:
    """The codes that are in the newest tree."""
    # A field that the newest tree leaves out keeps its last version, because earlier agreements still name it.
    rows = await connection.fetch(
        "SELECT code FROM field WHERE code = ANY($1) AND version = (SELECT max(version) FROM field)", list(codes)
    )
    return {row["code"] for row in rows}


async def load_facilities(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Facility]:
    """Facilities by id. Raises `FacilityUnknown` with the first id that does not exist."""
    rows = await connection.fetch("SELECT * FROM facility WHERE id = ANY($1)", list(ids))
    found = {row["id"]: Facility.model_validate(dict(row)) for row in rows}
    for missing in (id_ for id_ in ids if id_ not in found):
        raise FacilityUnknown(id=missing)
    return found


async def load_partners(connection: Connection, ids: Collection[UUID]) -> dict[UUID, Partner]:
    """Partners by id; a merged id resolves. Raises `PartnerUnknown` with the first id that does not exist."""
    rows = await connection.fetch("SELECT * FROM partner_resolved WHERE named_as = ANY($1)", list(ids))
    found = {row["named_as"]: Partner.model_validate(dict(row)) for row in rows}
    for missing in (id_ for id_ in ids if id_ not in found):
        raise PartnerUnknown(id=missing)
    return found


async def load_partners_under(connection: Connection, partner_id: UUID) -> frozenset[UUID]:
    """A partner and everything under it; empty where no partner has the id."""
    rows = await connection.fetch("SELECT id FROM partner WHERE lineage @> ARRAY[$1::uuid]", partner_id)
    return frozenset(row["id"] for row in rows)


async def lock_partner(connection: Connection, partner_id: UUID) -> Partner:
    """One partner, locked until the end of the transaction. Raises `PartnerNotFound`."""
    row = await connection.fetchrow("SELECT * FROM partner WHERE id = $1 FOR UPDATE", partner_id)
    if row is None:
        raise PartnerNotFound(id=partner_id)
    return Partner.model_validate(dict(row))


async def lock_partner_tree(connection: Connection) -> None:
    """Lock the tree of partners until the end of the transaction."""
    # Otherwise two partners could be placed under each other at the same time, or a new one under a lineage of before.
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('partner tree'))")


async def lock_partner_named(
    connection: Connection, name: str, parent_id: UUID | None, except_id: UUID | None = None
) -> Partner | None:
    """Another partner of nearly this name, if any; the name is locked until the end of the transaction."""
    # A unique index would not do: two partners may have nearly the same name if a reason is given.
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('partner ' || $1))", name_key(name))
    row = await connection.fetchrow(
        """SELECT * FROM partner
           WHERE name_key = $1 AND parent_id IS NOT DISTINCT FROM $2 AND id IS DISTINCT FROM $3 AND merged_into IS NULL
           ORDER BY id LIMIT 1""",
        name_key(name),
        parent_id,
        except_id,
    )
    return Partner.model_validate(dict(row)) if row else None


async def insert_partner(connection: Connection, partner: Partner, distinct_reason: str | None) -> None:
    """Add a partner to the register."""
    await connection.execute(
        """INSERT INTO partner (id, name, name_key, category, legal_form, parent_id, since, distinct_reason, lineage)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        partner.id,
        partner.name,
        name_key(partner.name),
        partner.category,
        partner.legal_form,
        partner.parent_id,
        partner.since,
        distinct_reason,
        partner.lineage,
    )
    await save_parent(connection, partner.id, partner.parent_id)


async def save_partner(connection: Connection, partner: Partner, distinct_reason: str | None) -> None:
    """Save a changed partner, and the lineage of everything under it."""
    await connection.execute(
        """UPDATE partner SET name = $2, name_key = $3, legal_form = $4, parent_id = $5, since = $6, merged_into = $7,
                              closed_on = $8, version = $9, distinct_reason = coalesce($10, distinct_reason)
           WHERE id = $1""",
        partner.id,
        partner.name,
        name_key(partner.name),
        partner.legal_form,
        partner.parent_id,
        partner.since,
        partner.merged_into,
        partner.closed_on,
        partner.version,
        distinct_reason,
    )
    await save_parent(connection, partner.id, partner.parent_id)
    await save_merge(connection, partner.id, partner.merged_into)
    await _save_lineages(connection, partner.id)


async def load_shared_agreement(connection: Connection, partner: UUID, other: UUID) -> UUID | None:
    """A live agreement of which both partners are parties, by any of their ids; none if there is no such agreement."""
    found: UUID | None = await connection.fetchval(
        """SELECT a.id FROM agreement a
           WHERE a.document_state NOT IN ('withdrawn', 'superseded')
             AND (SELECT count(DISTINCT m.id) FROM party p JOIN partner_resolved m ON m.named_as = p.partner_id
                  WHERE p.agreement_id = a.id AND m.id IN ($1, $2)) = 2
           ORDER BY a.id LIMIT 1""",
        partner,
        other,
    )
    return found


async def save_merged_ids(connection: Connection, partner: UUID, into: UUID) -> None:
    """Let everything that resolved to a partner resolve to the one that stays, also reviews that wait for it."""
    await connection.execute("UPDATE partner SET merged_into = $2 WHERE merged_into = $1", partner, into)
    # Reviewers are found by the id of the party as it resolves. Ended agreements may have asked both partners.
    await connection.execute(
        """UPDATE reviewer r SET unit = $2::text FROM agreement a
           WHERE a.id = r.agreement_id AND r.side = 'partner' AND r.unit = $1::text
             AND a.document_state NOT IN ('withdrawn', 'superseded')""",
        str(partner),
        str(into),
    )


async def _save_lineages(connection: Connection, partner_id: UUID) -> None:
    await connection.execute(
        """WITH RECURSIVE line (id, lineage) AS (
               SELECT p.id, p.id || coalesce(above.lineage, '{}')
               FROM partner p LEFT JOIN partner above ON above.id = coalesce(p.merged_into, p.parent_id)
               WHERE p.id = $1
               UNION ALL
               SELECT below.id, below.id || line.lineage
               FROM line JOIN partner below ON coalesce(below.merged_into, below.parent_id) = line.id
           )
           UPDATE partner SET lineage = line.lineage FROM line WHERE partner.id = line.id""",
        partner_id,
    )


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
