"""Saves which partner was merged into which other one, and everything that resolves by it."""

from uuid import UUID

from services.agreements.register.model.partners import Partner
from services.agreements.register.store.partners import save_lineages
from shared.access import Work
from shared.access.partner_tree import save_merge
from shared.postgres.connections import Connection

_RESOLVE = """
WITH RECURSIVE named (id) AS (
    SELECT $1::uuid
    UNION
    SELECT tree.id FROM named JOIN partner_tree tree ON tree.merged_into = named.id)
UPDATE partner SET merged_into = CASE WHEN partner.id = $1 THEN $2 ELSE coalesce($2, $1) END
FROM named WHERE partner.id = named.id
RETURNING partner.id
"""


async def insert_alias(work: Work, partner: Partner, reason: str, letter: str | None) -> None:
    """Insert a merger with its reason."""
    await work.connection.execute(
        """INSERT INTO partner_alias (partner_id, into_id, reason, letter, merged_at, merged_by)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        partner.id,
        partner.merged_into,
        reason,
        letter,
        work.now,
        work.actor.account,
    )


async def save_reversal(work: Work, partner_id: UUID, reason: str, letter: str | None) -> None:
    """Save that a merger was taken back, and why."""
    # A merger that was recorded before this table has no row; its reasons are in the audit trail.
    await work.connection.execute(
        """UPDATE partner_alias SET reversed_reason = $2, reversed_letter = $3, reversed_at = $4, reversed_by = $5
           WHERE partner_id = $1 AND reversed_at IS NULL""",
        partner_id,
        reason,
        letter,
        work.now,
        work.actor.account,
    )


async def save_resolution(connection: Connection, partner_id: UUID, into: UUID | None) -> None:
    """Let a partner, and all that were merged into it before, resolve to another one, or to itself again."""
    # `partner_tree` keeps each merger as it was made. From them, `merged_into` has the partner that stays in the end.
    rows = await connection.fetch(_RESOLVE, partner_id, into)
    await save_merge(connection, partner_id, into)
    await save_lineages(connection, [row["id"] for row in rows])


async def load_direct_merge(connection: Connection, partner_id: UUID) -> UUID | None:
    """The partner into which another one was merged, which may have been merged itself later."""
    found: UUID | None = await connection.fetchval("SELECT merged_into FROM partner_tree WHERE id = $1", partner_id)
    return found


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


async def save_merged_reviewers(connection: Connection, partner: UUID, into: UUID) -> None:
    """Let reviews that wait for a partner wait for the one that stays."""
    # Reviewers are found by the id of the party as it resolves. Ended agreements may have asked both partners.
    await connection.execute(
        """UPDATE reviewer r SET unit = $2::text FROM agreement a
           WHERE a.id = r.agreement_id AND r.side = 'partner' AND r.unit = $1::text
             AND a.alive AND a.document_state <> 'superseded'""",
        str(partner),
        str(into),
    )


async def save_returned_reviewers(connection: Connection, partner: UUID, stayed: UUID) -> None:
    """Let the reviews of agreements with a partner wait for it again; its merger was taken back."""
    await connection.execute(
        """UPDATE reviewer r SET unit = $1::uuid::text
           FROM agreement a
           WHERE a.id = r.agreement_id AND r.side = 'partner' AND r.unit = $2::uuid::text
             AND a.alive AND a.document_state <> 'superseded'
             AND EXISTS (SELECT FROM party p JOIN partner_resolved m ON m.named_as = p.unit_id
                         WHERE p.agreement_id = a.id AND m.id = $1)
             AND NOT EXISTS (SELECT FROM party p JOIN partner_resolved m ON m.named_as = p.unit_id
                             WHERE p.agreement_id = a.id AND m.id = $2)""",
        partner,
        stayed,
    )
