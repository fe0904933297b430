"""Loads and saves partners in their tree."""

from collections.abc import Collection
from uuid import UUID

from services.agreements.register.model.partners import Partner, PartnerNotFound, PartnerUnknown, name_key, twin_key
from shared.access.partner_tree import save_merge, save_parent
from shared.postgres.connections import Connection


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


async def load_staying_partner(connection: Connection, partner_id: UUID) -> UUID | None:
    """The id of the partner that stays, for any id that was ever its own; None for an unknown id."""
    found: UUID | None = await connection.fetchval("SELECT id FROM partner_resolved WHERE named_as = $1", partner_id)
    return found


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
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('partner ' || $1))", twin_key(name))
    row = await connection.fetchrow(
        """SELECT * FROM partner
           WHERE twin_key = $1 AND parent_id IS NOT DISTINCT FROM $2 AND id IS DISTINCT FROM $3 AND merged_into IS NULL
           ORDER BY id LIMIT 1""",
        twin_key(name),
        parent_id,
        except_id,
    )
    return Partner.model_validate(dict(row)) if row else None


async def insert_partner(connection: Connection, partner: Partner, distinct_reason: str | None) -> None:
    """Add a partner to the register."""
    await connection.execute(
        """INSERT INTO partner (id, name, name_key, category, legal_form, parent_id, since, distinct_reason, lineage,
                                twin_key)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        partner.id,
        partner.name,
        name_key(partner.name),
        partner.category,
        partner.legal_form,
        partner.parent_id,
        partner.since,
        distinct_reason,
        partner.lineage,
        twin_key(partner.name),
    )
    await save_parent(connection, partner.id, partner.parent_id)


async def save_partner(connection: Connection, partner: Partner, distinct_reason: str | None) -> None:
    """Save a changed partner, and the lineage of everything under it."""
    await connection.execute(
        """UPDATE partner SET name = $2, name_key = $3, legal_form = $4, parent_id = $5, since = $6, merged_into = $7,
                              closed_on = $8, version = $9, distinct_reason = coalesce($10, distinct_reason),
                              twin_key = $11
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
        twin_key(partner.name),
    )
    await save_parent(connection, partner.id, partner.parent_id)
    await save_merge(connection, partner.id, partner.merged_into)
    await _save_lineages(connection, partner.id)


async def load_shared_agreement(connection: Connection, partner: UUID, other: UUID) -> UUID | None:
    """A live agreement of which both partners are parties, by any of their ids; none if there is no such agreement."""
    found: UUID | None = await connection.fetchval(
        """SELECT a.id FROM agreement a
           WHERE a.alive AND a.document_state <> 'superseded'
             AND (SELECT count(DISTINCT m.id) FROM party p JOIN partner_resolved m ON m.named_as = p.unit_id
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
             AND a.alive AND a.document_state <> 'superseded'""",
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
