"""Loads and saves partners in their tree."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from services.agreements.register.model.names import twin_key
from services.agreements.register.model.partners import Partner, PartnerNotFound, PartnerUnknown, name_key
from shared.access.partner_tree import save_parent
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


async def lock_both(connection: Connection, partner_id: UUID, other: UUID) -> tuple[Partner, Partner | None]:
    """A partner, and the one to which another id resolves, if any; locked until the end of the transaction.

    Raises `PartnerNotFound` for the first.
    """
    resolved = await connection.fetchval("SELECT id FROM partner_resolved WHERE named_as = $1", other)
    # In the order of their ids, in which drafts lock the partners that they name.
    rows = await connection.fetch(
        "SELECT * FROM partner WHERE id = ANY($1) ORDER BY id FOR UPDATE", [partner_id, resolved or other]
    )
    found = {row["id"]: Partner.model_validate(dict(row)) for row in rows}
    if partner_id not in found:
        raise PartnerNotFound(id=partner_id)
    return found[partner_id], found.get(resolved)


async def lock_named_partners(connection: Connection, ids: Collection[UUID]) -> None:
    """Keep partners from being merged until the end of the transaction, because it is about to name them."""
    # Shared: two drafts may name one partner at the same time. A merger waits, and then finds the draft.
    await connection.execute("SELECT FROM partner WHERE id = ANY($1) ORDER BY id FOR KEY SHARE", list(ids))


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
        """SELECT p.* FROM partner p LEFT JOIN partner_resolved above ON above.named_as = p.parent_id
           WHERE p.twin_key = $1 AND above.id IS NOT DISTINCT FROM $2 AND p.id IS DISTINCT FROM $3
             AND p.merged_into IS NULL
           ORDER BY p.id LIMIT 1""",
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
    await save_lineages(connection, [partner.id])


async def save_lineages(connection: Connection, ids: Collection[UUID]) -> None:
    """Save the lineages of partners whose place in the tree has changed, and of everything under them."""
    # Begins with those that are under none of the others: the lineage above them is right already.
    await connection.execute(
        """WITH RECURSIVE line (id, lineage) AS (
               SELECT p.id, p.id || coalesce(above.lineage, '{}')
               FROM partner p LEFT JOIN partner above ON above.id = coalesce(p.merged_into, p.parent_id)
               WHERE p.id = ANY($1) AND (above.id = ANY($1)) IS NOT TRUE
               UNION ALL
               SELECT below.id, below.id || line.lineage
               FROM line JOIN partner below ON coalesce(below.merged_into, below.parent_id) = line.id
           )
           UPDATE partner SET lineage = line.lineage FROM line WHERE partner.id = line.id""",
        list(ids),
    )


async def save_closed_reason(connection: Connection, partner_id: UUID, reason: str) -> None:
    """Save why a partner no longer exists."""
    await connection.execute("UPDATE partner SET closed_reason = $2 WHERE id = $1", partner_id, reason)


async def count_live_agreements(connection: Connection, partner_id: UUID, today: date) -> int:
    """The number of live agreements of which a partner is a party, by any of its ids."""
    # What is signed, and is over by its days, is not counted, although only a job ends it.
    count: int = await connection.fetchval(
        """SELECT count(DISTINCT a.id) FROM partner_resolved m JOIN party p ON p.unit_id = m.named_as
           JOIN agreement a ON a.id = p.agreement_id
           WHERE m.id = $1 AND a.alive AND a.document_state NOT IN ('superseded', 'terminated')
             AND NOT (a.document_state = 'signed' AND coalesce(a.in_force_until, 'infinity') < $2)""",
        partner_id,
        today,
    )
    return count
