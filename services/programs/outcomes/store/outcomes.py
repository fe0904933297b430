"""Inserts, saves and loads outcomes with their parts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from services.programs.outcomes.model.outcome import NOT_FOUND, Facts, Outcome, OutcomePartUnknown
from services.programs.outcomes.model.output import OutputFacts
from services.programs.outcomes.model.performance import PerformanceFacts
from services.programs.program.model.program import Program
from services.programs.sessions.model.audience import AudienceGroup
from shared.postgres.connections import Connection
from shared.values.cooperation import OutcomeKind


async def insert_outcome(connection: Connection, outcome: Outcome, event_id: UUID, now: datetime) -> None:
    """Insert an outcome with everything that it consists of, and the event about it."""
    period = outcome.facts.period
    await connection.execute(
        """INSERT INTO outcome (id, program_id, kind, since, until, cohort_id, version, event_id, recorded_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        outcome.id,
        outcome.program_id,
        outcome.kind,
        period.first,
        period.last,
        outcome.facts.cohort_id,
        outcome.version,
        event_id,
        now,
    )
    await _insert_parts(connection, outcome)


async def save_outcome(connection: Connection, outcome: Outcome, event_id: UUID, reason: str) -> None:
    """Save a corrected or retracted outcome, the event about that, and the reason."""
    period = outcome.facts.period
    await connection.execute(
        """UPDATE outcome SET since = $2, until = $3, cohort_id = $4, version = $5, event_id = $6, retracted_at = $7
           WHERE id = $1""",
        outcome.id,
        period.first,
        period.last,
        outcome.facts.cohort_id,
        outcome.version,
        event_id,
        outcome.retracted_at,
    )
    for table in ("outcome_delivery", "performance_group", "output", "performance"):
        await connection.execute(f"DELETE FROM {table} WHERE outcome_id = $1", outcome.id)  # noqa: S608 -- constants
    await _insert_parts(connection, outcome)
    await connection.execute(
        "INSERT INTO outcome_change (outcome_id, version, reason) VALUES ($1, $2, $3)",
        outcome.id,
        outcome.version,
        reason,
    )


async def load_program_of(connection: Connection, outcome_id: UUID) -> UUID:
    """Load the program of an outcome that exists; it never changes."""
    program_id: UUID = await connection.fetchval("SELECT program_id FROM outcome WHERE id = $1", outcome_id)
    return program_id


async def lock_outcome(connection: Connection, kind: OutcomeKind, outcome_id: UUID, program: Program) -> Outcome:
    """Load an outcome of a program and lock it until the transaction ends. Raises the refusal of its kind."""
    row = await connection.fetchrow("SELECT * FROM outcome WHERE id = $1 AND kind = $2 FOR UPDATE", outcome_id, kind)
    if row is None:
        raise NOT_FOUND[kind](id=outcome_id)
    items = await connection.fetch("SELECT scope_item_id FROM outcome_delivery WHERE outcome_id = $1", outcome_id)
    delivered = {each["scope_item_id"] for each in items}
    return Outcome(
        id=outcome_id,
        program_id=program.id,
        facts=await _load_facts(connection, row),
        delivered_for=tuple(each for each in program.authorisations if each.scope_item_id in delivered),
        version=row["version"],
        retracted_at=row["retracted_at"],
    )


async def load_last_event(connection: Connection, outcome_id: UUID) -> UUID:
    """Load the last event about a locked outcome, which a correction names."""
    event_id: UUID = await connection.fetchval("SELECT event_id FROM outcome WHERE id = $1", outcome_id)
    return event_id


async def require_parts_of(connection: Connection, program_id: UUID, facts: Facts) -> None:
    """Raise `OutcomePartUnknown` unless the cohort and the evidence belong to the program."""
    evidence_id = facts.evidence_id if isinstance(facts, OutputFacts) else None
    own = await connection.fetchrow(
        """SELECT $2::uuid IS NULL OR EXISTS (SELECT FROM cohort WHERE id = $2 AND program_id = $1) AS cohort,
                  $3::uuid IS NULL OR EXISTS (
                      SELECT FROM evidence e JOIN session s ON s.id = e.session_id
                      WHERE e.id = $3 AND s.program_id = $1 AND erased_at IS NULL) AS evidence""",
        program_id,
        facts.cohort_id,
        evidence_id,
    )
    if not own["cohort"]:
        raise OutcomePartUnknown(id=facts.cohort_id)
    if not own["evidence"]:
        raise OutcomePartUnknown(id=evidence_id)


async def _insert_parts(connection: Connection, outcome: Outcome) -> None:
    match outcome.facts:
        case OutputFacts() as facts:
            await connection.execute(
                """INSERT INTO output (outcome_id, made, product, description, quantity, unit, value, disposal,
                                       evidence_id)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
                outcome.id,
                *(facts.made, facts.product, facts.description, facts.quantity, facts.unit, facts.value),
                *(facts.disposal, facts.evidence_id),
            )
        case PerformanceFacts() as facts:
            await connection.execute(
                """INSERT INTO performance (outcome_id, starts_at, occasion, venue, ceremony_id, meeting_id)
                   VALUES ($1, $2, $3, $4, $5, $6)""",
                outcome.id,
                *(facts.starts_at, facts.occasion, facts.venue, facts.ceremony_id, facts.meeting_id),
            )
            await connection.executemany(
                "INSERT INTO performance_group (outcome_id, participants, number) VALUES ($1, $2, $3)",
                [(outcome.id, group.participants, group.number) for group in facts.performers],
            )
    await connection.execute(
        "INSERT INTO outcome_delivery (outcome_id, program_id, scope_item_id) SELECT $1, $2, unnest($3::uuid[])",
        outcome.id,
        outcome.program_id,
        [each.scope_item_id for each in outcome.delivered_for],
    )


async def _load_facts(connection: Connection, row: Mapping[str, Any]) -> Facts:
    outcome_id, cohort_id = row["id"], row["cohort_id"]
    if row["kind"] == "output":
        output = dict(await connection.fetchrow("SELECT * FROM output WHERE outcome_id = $1", outcome_id))
        return OutputFacts(cohort_id=cohort_id, **_without_id(output))
    performance = await connection.fetchrow("SELECT * FROM performance WHERE outcome_id = $1", outcome_id)
    groups = await connection.fetch(
        "SELECT participants, number FROM performance_group WHERE outcome_id = $1 ORDER BY participants", outcome_id
    )
    return PerformanceFacts(
        held_on=row["since"],
        cohort_id=cohort_id,
        performers=tuple(AudienceGroup(**group) for group in groups),
        **_without_id(performance),
    )


def _without_id(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "outcome_id"}
