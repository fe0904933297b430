"""Inserts an agreement with all its parts in one statement, because it counts when a thousand are registered."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.texts import TextOfDraft
from services.agreements.agreement.store.content import insert_scope
from services.agreements.agreement.store.saving import changing_columns, history_rows
from shared.access import Work

NOTHING: Mapping[str, Any] = MappingProxyType({})
_PARTS = """
WITH whole AS (
    INSERT INTO agreement ({columns}) VALUES ({places})
), parties AS (
    INSERT INTO party (agreement_id, id, ordinal, role, unit_id, signers)
    SELECT $1, p.* FROM jsonb_to_recordset({parties}::jsonb)
        AS p (id uuid, ordinal integer, role text, unit_id uuid, signers integer)
), where_it_runs AS (
    INSERT INTO agreement_facility (agreement_id, facility_id) SELECT $1, unnest({facilities}::uuid[])
), its_text AS (
    INSERT INTO agreement_text (agreement_id, version, content, hash)
    VALUES ($1, {version}::integer, {content}::jsonb, {hash}::text)
)
INSERT INTO agreement_history (agreement_id, version, move, from_state, to_state, reason, account, happened_on, at)
SELECT $1, h.* FROM jsonb_to_recordset({history}::jsonb)
    AS h (version integer, move text, from_state text, to_state text, reason text, account text, happened_on date,
          at timestamptz)
"""


async def insert_agreement(work: Work, agreement: Agreement, more: Mapping[str, Any] = NOTHING) -> None:
    """Insert an agreement with all its parts and the first entries of its history; `more` are further columns."""
    columns = {
        "id": agreement.id,
        "line_id": agreement.line_id,
        "predecessor_id": agreement.predecessor_id,
        "registration_number": agreement.registration_number,
        "registered_source": agreement.registered_source,
        "confidence": agreement.confidence,
        **changing_columns(agreement),
        **more,
    }
    parts = _parts(work, agreement)
    names = {name: f"${n}" for n, name in enumerate(parts, len(columns) + 1)}
    places = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
    sql = _PARTS.format(columns=", ".join(columns), places=places, **names)
    await work.connection.execute(sql, *columns.values(), *parts.values())
    # Otherwise a save in the same unit of work would record these moves again.
    agreement.history.clear()
    await insert_scope(work.connection, agreement)


def _parts(work: Work, agreement: Agreement) -> dict[str, Any]:
    text = TextOfDraft.of(agreement)
    parties = [
        {"id": str(p.id), "ordinal": n, "role": p.role, "unit_id": str(p.unit.id), "signers": p.signers}
        for n, p in enumerate(agreement.parties)
    ]
    return {
        "parties": json.dumps(parties),
        "facilities": [unit.id for unit in agreement.runs_at],
        "version": agreement.version,
        "content": text.content,
        "hash": text.hash,
        "history": json.dumps(history_rows(work, agreement), default=str),
    }
