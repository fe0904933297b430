"""Keeps recognitions, and counts what partners delivered in a period."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from services.agreements.recognitions.model import Figures, Recognition, RecognitionNotFound
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.cooperation import RecognitionKind


async def load_recognition(connection: Connection, recognition_id: UUID) -> Recognition:
    """One recognition. Raises `RecognitionNotFound`."""
    whole = await connection.fetchval("SELECT whole FROM recognition_whole WHERE id = $1", recognition_id)
    if whole is None:
        raise RecognitionNotFound(id=recognition_id)
    return Recognition.model_validate_json(whole)


async def lock_recognition(connection: Connection, recognition_id: UUID) -> Recognition:
    """One recognition, locked until the end of the transaction. Raises `RecognitionNotFound`."""
    await connection.execute("SELECT FROM recognition WHERE id = $1 FOR UPDATE", recognition_id)
    return await load_recognition(connection, recognition_id)


async def load_proposer(connection: Connection, recognition_id: UUID) -> str:
    """The account that has proposed it."""
    account: str = await connection.fetchval("SELECT account FROM recognition WHERE id = $1", recognition_id)
    return account


async def load_figures(
    connection: Connection, units: Collection[UUID], since: date, until: date
) -> dict[tuple[UUID, UUID], Figures]:
    """The deliveries of partners in a period under the agreements of these units: by unit and partner."""
    rows = await connection.fetch("SELECT * FROM recognition_figures($1, $2, $3)", list(units), since, until)
    return {(row["unit_id"], row["partner_id"]): Figures.model_validate(dict(row)) for row in rows}


async def lock_similar(
    connection: Connection, unit_id: UUID, partner_id: UUID, kind: RecognitionKind, period: tuple[date, date]
) -> bool:
    """Whether the unit has proposed or granted one of this kind for days of the period; others wait until the end."""
    # Two proposals at the same time would both find none.
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('recognition'), hashtext($1))", str(unit_id))
    found: bool = await connection.fetchval(
        """SELECT EXISTS (
               SELECT FROM recognition r JOIN any_unit p ON p.named_as = r.partner_id
               WHERE r.unit_id = $1 AND p.id = $2 AND r.kind = $3 AND r.state <> 'refused'
                 AND r.period_from <= $5 AND r.period_until >= $4)""",
        unit_id,
        partner_id,
        kind,
        *period,
    )
    return found


async def insert_recognition(work: Work, recognition: Recognition) -> None:
    """Insert a proposed recognition."""
    await work.connection.execute(
        """INSERT INTO recognition (id, unit_id, partner_id, kind, ground, period_from, period_until, figures, zone,
                                    state, proposed_on, version, account)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""",
        recognition.id,
        recognition.unit.id,
        recognition.partner.id,
        recognition.kind,
        recognition.ground,
        recognition.period_from,
        recognition.period_until,
        recognition.figures.model_dump_json(),
        recognition.zone,
        recognition.state,
        recognition.proposed_on,
        recognition.version,
        work.actor.account,
    )


async def save_decision(work: Work, recognition: Recognition) -> None:
    """Save the decision, with the next version."""
    recognition.version += 1
    await work.connection.execute(
        """UPDATE recognition SET state = $2, decided_on = $3, refusal = $4, version = $5, decided_by = $6
           WHERE id = $1""",
        recognition.id,
        recognition.state,
        recognition.decided_on,
        recognition.refusal,
        recognition.version,
        work.actor.account,
    )
