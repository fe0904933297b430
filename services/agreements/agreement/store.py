"""Loads and saves agreements. Whoever changes one locks it first and loads it afterwards."""

import json
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement, AgreementUnknown
from services.agreements.agreement.model.parts import Level, Party
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.capabilities import Scope


async def load_agreement(connection: Connection, agreement_id: UUID) -> Agreement:
    """One agreement with parties and scope. Raises `AgreementUnknown`."""
    whole = await connection.fetchval("SELECT whole FROM agreement_whole WHERE id = $1", agreement_id)
    if whole is None:
        raise AgreementUnknown(id=agreement_id)
    return Agreement.model_validate_json(whole)


async def lock_agreement(connection: Connection, agreement_id: UUID) -> Agreement:
    """One agreement, locked until the end of the transaction. Raises `AgreementUnknown`."""
    # Two statements: one that locks and reads would show parties and scope as they were before it waited for the lock.
    await connection.execute("SELECT 1 FROM agreement WHERE id = $1 FOR UPDATE", agreement_id)
    return await load_agreement(connection, agreement_id)


async def load_level_and_units(connection: Connection, agreement_id: UUID) -> tuple[Level, Scope]:
    """The level of an agreement, and every unit that it concerns. Raises `AgreementUnknown`."""
    row = await connection.fetchrow(
        """SELECT a.level, array_agg(u.facility_id) FILTER (WHERE u.facility_id IS NOT NULL) AS facilities,
                  array_agg(u.region) FILTER (WHERE u.region IS NOT NULL) AS regions,
                  array_agg(u.partner_id) FILTER (WHERE u.partner_id IS NOT NULL) AS partners
           FROM agreement a JOIN agreement_unit u ON u.agreement_id = a.id
           WHERE a.id = $1 GROUP BY a.id""",
        agreement_id,
    )
    if row is None:
        raise AgreementUnknown(id=agreement_id)
    return row["level"], Scope(
        frozenset(row["facilities"] or ()), frozenset(row["regions"] or ()), frozenset(row["partners"] or ())
    )


async def has_live_successor(connection: Connection, agreement_id: UUID) -> UUID | None:
    """The id of the successor that is not withdrawn, if there is one."""
    found: UUID | None = await connection.fetchval(
        "SELECT id FROM agreement WHERE predecessor_id = $1 AND document_state <> 'withdrawn'", agreement_id
    )
    return found


async def insert_agreement(work: Work, agreement: Agreement) -> None:
    """Add a draft with its parties, scope and the first line of its history."""
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
        """INSERT INTO party (id, agreement_id, place, role, facility_id, partner_id)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        [
            (party.id, agreement.id, place, party.role, *_unit_ids(party))
            for place, party in enumerate(agreement.parties)
        ],
    )
    await _save(work, agreement)
    await save_scope(work, agreement)


async def save_agreement(work: Work, agreement: Agreement) -> None:
    """Save everything but parties and scope, under the next version, with the moves made for the history."""
    agreement.version += 1
    await _save(work, agreement)


async def save_scope(work: Work, agreement: Agreement) -> None:
    """Replace the scope of a draft."""
    # Only before signing: from then on programs carry these ids, and what they report hangs on these rows.
    await work.connection.execute("DELETE FROM scope_item WHERE agreement_id = $1", agreement.id)
    await work.connection.execute(
        """INSERT INTO scope_item (agreement_id, id, place, field, description, pillar, agency_id, target, continues)
           SELECT $1, * FROM jsonb_to_recordset($2) AS t (
               id uuid, place integer, field text, description text, pillar text, agency_id uuid, target text,
               continues uuid)""",
        agreement.id,
        json.dumps(
            [
                item.model_dump(mode="json", exclude={"agency"})
                | {"place": place, "agency_id": str(item.agency.id) if item.agency else None}
                for place, item in enumerate(agreement.scope_items)
            ]
        ),
    )


def _unit_ids(party: Party) -> tuple[UUID | None, UUID | None]:
    return (party.facility.id if party.facility else None), (party.partner.id if party.partner else None)


async def _save(work: Work, agreement: Agreement) -> None:
    # implementation_state is left out: what programs report sets it (room `activity`), and no change of the document.
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
            (agreement.id, agreement.version, p.move, p.from_state, p.to_state, p.reason, work.actor.account, work.now)
            for p in agreement.passages
        ],
    )
    # Else a second save in the same unit of work would write these lines once more.
    agreement.passages.clear()
