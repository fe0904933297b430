"""Loads and saves agreements. A change locks the agreement first and loads it afterwards."""

import hashlib
import json
from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement, AgreementNotFound
from services.agreements.agreement.model.grounds import MeetingGround, MeetingUnknown
from services.agreements.register.model.units import Unit
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.capabilities import Scope
from shared.values.inputs import number_key
from shared.values.reported_days import ReportedDay


async def load_agreement(connection: Connection, agreement_id: UUID) -> Agreement:
    """One agreement with all its parts. Raises `AgreementNotFound`."""
    whole = await connection.fetchval("SELECT whole FROM agreement_whole WHERE id = $1", agreement_id)
    if whole is None:
        raise AgreementNotFound(id=agreement_id)
    return Agreement.model_validate_json(whole)


async def lock_agreement(connection: Connection, agreement_id: UUID) -> Agreement:
    """One agreement, locked until the end of the transaction. Raises `AgreementNotFound`."""
    # Two statements: a single one would return parties and scope as they were before it waited for the lock.
    await connection.execute("SELECT 1 FROM agreement WHERE id = $1 FOR UPDATE", agreement_id)
    return await load_agreement(connection, agreement_id)


async def load_units_concerned(connection: Connection, agreement_id: UUID) -> Scope:
    """Every unit that an agreement concerns. Raises `AgreementNotFound`."""
    row = await connection.fetchrow(
        """SELECT array_agg(facility_id) FILTER (WHERE facility_id IS NOT NULL) AS facilities,
                  array_agg(region) FILTER (WHERE region IS NOT NULL) AS regions,
                  array_agg(partner_id) FILTER (WHERE partner_id IS NOT NULL) AS partners
           FROM agreement_unit WHERE agreement_id = $1 GROUP BY agreement_id""",
        agreement_id,
    )
    if row is None:
        raise AgreementNotFound(id=agreement_id)
    return Scope(frozenset(row["facilities"] or ()), frozenset(row["regions"] or ()), frozenset(row["partners"] or ()))


async def load_keeper(connection: Connection, agreement_id: UUID) -> Unit:
    """The unit that keeps an agreement. Raises `AgreementNotFound`."""
    row = await connection.fetchrow(
        "SELECT u.* FROM agreement a JOIN any_unit u ON u.named_as = a.keeper_id WHERE a.id = $1", agreement_id
    )
    if row is None:
        raise AgreementNotFound(id=agreement_id)
    return Unit.model_validate(dict(row))


async def load_live_successor_id(connection: Connection, agreement_id: UUID) -> UUID | None:
    """The id of the successor that binds or may still come to bind, if any."""
    found: UUID | None = await connection.fetchval(
        "SELECT id FROM agreement WHERE predecessor_id = $1 AND alive", agreement_id
    )
    return found


async def load_author(connection: Connection, agreement_id: UUID) -> str | None:
    """The account that wrote the text as it is now; none for a registered agreement."""
    found: str | None = await connection.fetchval(
        """SELECT account FROM agreement_history WHERE agreement_id = $1 AND move IN ('explore', 'draft', 'change')
           ORDER BY id DESC LIMIT 1""",
        agreement_id,
    )
    return found


async def load_text_hash(connection: Connection, agreement_id: UUID) -> str:
    """The hash of the newest text of a draft."""
    found: str = await connection.fetchval(
        "SELECT hash FROM agreement_text WHERE agreement_id = $1 ORDER BY version DESC LIMIT 1", agreement_id
    )
    return found


async def load_grounds(
    connection: Connection, meeting_ids: Collection[UUID], line_id: UUID
) -> dict[UUID, MeetingGround]:
    """Those of the meetings that were about an agreement of the line. Raises `MeetingUnknown` for any other."""
    # A meeting about another line does not justify additions to this one, so it counts as unknown.
    rows = await connection.fetch(
        """SELECT m.* FROM meeting m
           WHERE m.id = ANY($1) AND EXISTS (SELECT FROM meeting_subject s JOIN agreement a ON a.id = s.agreement_id
                                            WHERE s.meeting_id = m.id AND a.line_id = $2)""",
        list(meeting_ids),
        line_id,
    )
    found = {
        row["id"]: MeetingGround(tuple(row["kinds"]), ReportedDay.model_validate(dict(row)), row["recorded_on"])
        for row in rows
    }
    for missing in sorted(set(meeting_ids) - found.keys()):
        raise MeetingUnknown(id=missing)
    return found


async def next_registration_number(connection: Connection, day: date, area: str) -> str:
    """A short number that can be said on the telephone: year, area, running number."""
    # The row is locked until the end of the transaction, so a number that is rolled back is given to the next draft.
    number: int = await connection.fetchval(
        """INSERT INTO registration_counter AS c (year, area, last_number) VALUES ($1, $2, 1)
           ON CONFLICT (year, area) DO UPDATE SET last_number = c.last_number + 1 RETURNING last_number""",
        day.year,
        area,
    )
    return f"{day:%y}-{area}-{number:04d}"


async def insert_agreement(work: Work, agreement: Agreement) -> None:
    """Insert an agreement with all its parts and the first entry of its history."""
    await work.connection.execute(
        """INSERT INTO agreement (id, line_id, predecessor_id, registration_number, instrument, level, keeper_id, zone,
                                  title, document_state, registered_source, confidence, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'drafting', $10, $11, $12)""",
        agreement.id,
        agreement.line_id,
        agreement.predecessor_id,
        agreement.registration_number,
        agreement.instrument,
        agreement.level,
        agreement.keeper.id,
        agreement.zone,
        agreement.title,
        agreement.registered_source,
        agreement.confidence,
        agreement.version,
    )
    await _save_content(work, agreement)
    await _save(work, agreement)


async def insert_registered_numbers(work: Work, agreement: Agreement) -> None:
    """Insert the numbers of a registered agreement; doubles among old numbers are kept as they were reported."""
    await work.connection.executemany(
        """INSERT INTO document_number (id, agreement_id, party_id, issuer_id, ours, number, number_key, year, dated_on)
           VALUES ($1, $2, $3, $4, false, $5, $6, $7, $8)""",
        [
            (n.id, agreement.id, n.party_id, n.issuer.id, n.number, number_key(n.number), n.year, n.dated_on)
            for n in agreement.numbers
        ],
    )


async def save_announced(work: Work, agreement: Agreement, today: date) -> None:
    """Mark what the calendar brought to a registered agreement before today, so that it is not announced."""
    await work.connection.execute(
        """UPDATE agreement SET
               entered_announced_at = CASE WHEN in_force_from <= $2 THEN $3::timestamptz END,
               expired_announced_at = CASE WHEN in_force_until < $2 THEN $3::timestamptz END,
               expiry_final_at = CASE WHEN in_force_until < $2 THEN $3::timestamptz END
           WHERE id = $1""",
        agreement.id,
        today,
        work.now,
    )


async def save_agreement(work: Work, agreement: Agreement) -> None:
    """Save everything but parties, places and scope, with the next version and the new entries of the history."""
    agreement.version += 1
    await _save(work, agreement)


async def save_draft(work: Work, agreement: Agreement) -> None:
    """Save a changed draft with all its parts, and keep its text as a version of its own."""
    agreement.version += 1
    await _save_content(work, agreement)
    await _save(work, agreement)


async def _save_content(work: Work, agreement: Agreement) -> None:
    # What keeps its id keeps its row: numbers refer to parties, and programs to scope items.
    connection = work.connection
    await _save_parties(connection, agreement)
    await _save_places(connection, agreement)
    await _save_scope(connection, agreement)
    await _save_text(connection, agreement)


async def _save(work: Work, agreement: Agreement) -> None:
    await work.connection.execute(
        """UPDATE agreement SET
               title = $2, instrument = $3, called = $4, level = $5, keeper_id = $6, zone = $7, umbrella_id = $8,
               term = $9, legal_basis = $10, funding = $11, document_state = $12, signing_planned_on = $13,
               sign_before = $14, dated_on = $15, signed_on = $16, in_force_from = $17, in_force_until = $18,
               ended_on = $19, version = $20
           WHERE id = $1""",
        agreement.id,
        agreement.title,
        agreement.instrument,
        agreement.called,
        agreement.level,
        agreement.keeper.id,
        agreement.zone,
        agreement.umbrella_id,
        agreement.term.model_dump_json() if agreement.term else None,
        agreement.legal_basis,
        agreement.funding,
        agreement.document_state,
        agreement.signing_planned_on,
        agreement.sign_before,
        agreement.dated_on,
        agreement.signed_on,
        agreement.in_force_from,
        agreement.in_force_until,
        agreement.ended_on,
        agreement.version,
    )
    await _save_history(work, agreement)


async def _save_history(work: Work, agreement: Agreement) -> None:
    await work.connection.executemany(
        """INSERT INTO agreement_history
               (agreement_id, version, move, from_state, to_state, reason, account, happened_on, at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        [
            (agreement.id, agreement.version, t.move, t.from_state, t.to_state, t.reason, work.actor.account,
             t.happened_on, work.now)
            for t in agreement.history
        ],
    )  # fmt: skip
    # Otherwise a second save in the same unit of work would record these moves again.
    agreement.history.clear()


async def _save_parties(connection: Connection, agreement: Agreement) -> None:
    await connection.execute(
        "DELETE FROM party WHERE agreement_id = $1 AND NOT (id = ANY($2))",
        agreement.id,
        [party.id for party in agreement.parties],
    )
    # Moved away from the final ordinals first, because rows that change places would collide.
    await connection.execute("UPDATE party SET ordinal = -1 - ordinal WHERE agreement_id = $1", agreement.id)
    await connection.executemany(
        """INSERT INTO party (id, agreement_id, ordinal, role, unit_id, signers) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (id) DO UPDATE SET
               (ordinal, role, signers) = (excluded.ordinal, excluded.role, excluded.signers)""",
        [(p.id, agreement.id, n, p.role, p.unit.id, p.signers) for n, p in enumerate(agreement.parties)],
    )


async def _save_places(connection: Connection, agreement: Agreement) -> None:
    places = [unit.id for unit in agreement.runs_at]
    await connection.execute(
        "DELETE FROM agreement_facility WHERE agreement_id = $1 AND NOT (facility_id = ANY($2))", agreement.id, places
    )
    await connection.execute(
        "INSERT INTO agreement_facility SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING", agreement.id, places
    )


async def _save_scope(connection: Connection, agreement: Agreement) -> None:
    ids = [item.id for item in agreement.scope_items]
    await connection.execute("DELETE FROM scope_item WHERE agreement_id = $1 AND NOT (id = ANY($2))", agreement.id, ids)
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
    await _save_pairs(connection, "scope_item_agency", ids, _agencies(agreement))
    await _save_pairs(connection, "scope_item_continues", ids, _continued(agreement))


def _agencies(agreement: Agreement) -> list[tuple[UUID, ...]]:
    return [(item.id, agency.id) for item in agreement.scope_items for agency in item.agencies]


def _continued(agreement: Agreement) -> list[tuple[UUID, ...]]:
    return [(item.id, agreement.id, id_) for item in agreement.scope_items for id_ in item.continues]


async def _save_pairs(connection: Connection, table: str, ids: list[UUID], rows: list[tuple[UUID, ...]]) -> None:
    await connection.execute(f"DELETE FROM {table} WHERE scope_item_id = ANY($1)", ids)  # noqa: S608 -- our own names
    if rows:
        places = ", ".join(f"${n + 1}" for n in range(len(rows[0])))
        await connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608


async def _save_text(connection: Connection, agreement: Agreement) -> None:
    content = json.dumps(text_of(agreement), sort_keys=True, ensure_ascii=False)
    await connection.execute(
        """INSERT INTO agreement_text (agreement_id, version, content, hash) VALUES ($1, $2, $3, $4)
           ON CONFLICT (agreement_id, version) DO NOTHING""",
        agreement.id,
        agreement.version,
        content,
        hashlib.sha256(content.encode()).hexdigest(),
    )


def text_of(agreement: Agreement) -> dict[str, Any]:
    """The content of a draft as one document, of which a version is kept."""
    content = {"title", "instrument", "called", "term", "legal_basis", "funding", "dated_on"}
    return agreement.model_dump(mode="json", include=content) | {
        "parties": [{"unit": str(p.unit.id), "role": p.role} for p in agreement.parties],
        "runs_at": [str(unit.id) for unit in agreement.runs_at],
        "scope_items": [
            item.model_dump(mode="json", exclude={"agencies"}) | {"agencies": [str(a.id) for a in item.agencies]}
            for item in agreement.scope_items
        ],
    }
