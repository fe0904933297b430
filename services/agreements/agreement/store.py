"""Loads and saves agreements. A change locks the agreement first and loads it afterwards."""

import json
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement, AgreementNotFound
from services.agreements.agreement.model.parts import Party
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.capabilities import Scope
from shared.values.cooperation import Level


async def load_agreement(connection: Connection, agreement_id: UUID) -> Agreement:
    """One agreement with parties and scope. Raises `AgreementNotFound`."""
    whole = await connection.fetchval("SELECT whole FROM agreement_whole WHERE id = $1", agreement_id)
    if whole is None:
        raise AgreementNotFound(id=agreement_id)
    return Agreement.model_validate_json(whole)


async def lock_agreement(connection: Connection, agreement_id: UUID) -> Agreement:
    """One agreement, locked until the end of the transaction. Raises `AgreementNotFound`."""
    # Two statements: a single one would return parties and scope as they were before it waited for the lock.
    await connection.execute("SELECT 1 FROM agreement WHERE id = $1 FOR UPDATE", agreement_id)
    return await load_agreement(connection, agreement_id)


async def load_level_and_units(connection: Connection, agreement_id: UUID) -> tuple[Level, Scope]:
    """The level of an agreement, and every unit that it concerns. Raises `AgreementNotFound`."""
    row = await connection.fetchrow(
        """SELECT a.level, array_agg(u.facility_id) FILTER (WHERE u.facility_id IS NOT NULL) AS facilities,
                  array_agg(u.region) FILTER (WHERE u.region IS NOT NULL) AS regions,
                  array_agg(u.partner_id) FILTER (WHERE u.partner_id IS NOT NULL) AS partners
           FROM agreement a JOIN agreement_unit u ON u.agreement_id = a.id
           WHERE a.id = $1 GROUP BY a.id""",
        agreement_id,
    )
    if row is None:
        raise AgreementNotFound(id=agreement_id)
    return row["level"], Scope(
        frozenset(row["facilities"] or ()), frozenset(row["regions"] or ()), frozenset(row["partners"] or ())
    )


async def load_live_successor_id(connection: Connection, agreement_id: UUID) -> UUID | None:
    """The id of the successor that is not withdrawn, if any."""
    found: UUID | None = await connection.fetchval(
        "SELECT id FROM agreement WHERE predecessor_id = $1 AND document_state <> 'withdrawn'", agreement_id
    )
    return found


async def insert_agreement(work: Work, agreement: Agreement) -> None:
    """Insert a draft with its parties, scope and the first entry of its history."""
    await work.connection.execute(
        """INSERT INTO agreement (id, line_id, predecessor_id, instrument, level, zone, title, document_state,
                                  implementation_state, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        agreement.id,
        agreement.line_id,
        agreement.predecessor_id,
        agreement.instrument,
        agreement.level,
        agreement.zone,
        agreement.title,
        agreement.document_state,
        agreement.implementation_state,
        agreement.version,
    )
    await work.connection.executemany(
        """INSERT INTO party (id, agreement_id, ordinal, role, facility_id, partner_id)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        [
            (party.id, agreement.id, ordinal, party.role, *_unit_ids(party))
            for ordinal, party in enumerate(agreement.parties)
        ],
    )
    await _save(work, agreement)
    await save_scope(work, agreement)


async def save_agreement(work: Work, agreement: Agreement) -> None:
    """Save everything but parties and scope, with the next version and the new entries of the history."""
    agreement.version += 1
    await _save(work, agreement)


async def save_scope(work: Work, agreement: Agreement) -> None:
    """Replace the scope of a draft."""
    # Only before signing: afterwards programs refer to these ids, and their sessions are credited to these rows.
    await work.connection.execute("DELETE FROM scope_item WHERE agreement_id = $1", agreement.id)
    await work.connection.execute(
        """INSERT INTO scope_item (agreement_id, id, ordinal, field, description, pillar, agency_id, target, continues)
           SELECT $1, * FROM jsonb_to_recordset($2) AS t (
               id uuid, ordinal integer, field text, description text, pillar text, agency_id uuid, target text,
               continues uuid)""",
        agreement.id,
        json.dumps(
            [
                item.model_dump(mode="json", exclude={"agency"})
                | {"ordinal": ordinal, "agency_id": str(item.agency.id) if item.agency else None}
                for ordinal, item in enumerate(agreement.scope_items)
            ]
        ),
    )


def _unit_ids(party: Party) -> tuple[UUID | None, UUID | None]:
    return (party.facility.id if party.facility else None), (party.partner.id if party.partner else None)


async def _save(work: Work, agreement: Agreement) -> None:
    # Without implementation_state, which no change of the document sets: it follows the reports of programs.
    await work.connection.execute(
        """UPDATE agreement SET
               title = $2, effective_from = $3, effective_until = $4, legal_basis = $5, funding = $6,
               document_state = $7, signing_planned_on = $8, signed_on = $9, additions_meeting_id = $10,
               additions_reason = $11, version = $12
           WHERE id = $1""",
        agreement.id,
        agreement.title,
        agreement.term and agreement.term.effective_from,
        agreement.term and agreement.term.effective_until,
        agreement.legal_basis,
        agreement.funding,
        agreement.document_state,
        agreement.signing_planned_on,
        agreement.signed_on,
        agreement.additions_meeting_id,
        agreement.additions_reason,
        agreement.version,
    )
    await work.connection.executemany(
        """INSERT INTO agreement_history (agreement_id, version, move, from_state, to_state, reason, account, at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        [
            (agreement.id, agreement.version, t.move, t.from_state, t.to_state, t.reason, work.actor.account, work.now)
            for t in agreement.history
        ],
    )
    # Otherwise a second save in the same unit of work would record these moves again.
    agreement.history.clear()
