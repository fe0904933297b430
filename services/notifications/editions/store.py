"""Editions in PostgreSQL, and the counts of a trial."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic_core import to_json

from services.notifications.editions.model import Count, Edition, EditionNotFound
from services.notifications.rules.model.rules import Rule
from shared.postgres.connections import Connection
from shared.values.cooperation import Severity


async def lock_editions(connection: Connection) -> Edition:
    """Let one transaction at a time number editions and put them in force; the edition in force."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('notifications: editions'))")
    return Edition.of(await connection.fetchrow("SELECT * FROM edition WHERE state = 'in_force'"))


async def lock_edition(connection: Connection, number: int) -> Edition:
    """An edition, locked. Raises `EditionNotFound`."""
    row = await connection.fetchrow("SELECT * FROM edition WHERE number = $1 FOR UPDATE", number)
    if row is None:
        raise EditionNotFound(number=number)
    return Edition.of(row)


async def next_number(connection: Connection) -> int:
    """The number of a new edition, while editions are locked."""
    return int(await connection.fetchval("SELECT max(number) + 1 FROM edition"))


async def insert_edition(connection: Connection, edition: Edition) -> None:
    """Insert a proposal."""
    await connection.execute(
        """INSERT INTO edition (number, version, state, changes, reason, proposed_by, proposed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        edition.number,
        edition.version,
        edition.state,
        edition.changes.model_dump_json(exclude_none=True),
        edition.reason,
        edition.proposed_by,
        edition.proposed_at,
    )


async def save_edition(connection: Connection, edition: Edition) -> None:
    """Save what has become of an edition; its changes stay as they were proposed."""
    await connection.execute(
        """UPDATE edition SET (version, state, trial, tried_by, tried_at, decided_by, decided_at, declined_because,
                               replaces, taken_back_by, taken_back_at, taken_back_because)
               = ($2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, $12, $13)
           WHERE number = $1""",
        edition.number,
        edition.version,
        edition.state,
        to_json(edition.trial).decode() if edition.trial else None,
        edition.tried_by,
        edition.tried_at,
        edition.decided_by,
        edition.decided_at,
        edition.declined_because,
        edition.replaces,
        edition.taken_back_by,
        edition.taken_back_at,
        edition.taken_back_because,
    )


_COUNT = """
WITH rule AS (SELECT * FROM unnest($1::text[], $2::text[], $3::integer[], $4::text[])
              AS t (rule, rule_group, useful_days, severity)),
     audience AS (SELECT * FROM unnest($5::text[], $6::text[]) AS t (rule, audience)),
     told AS (
         SELECT DISTINCT occasion.rule, rule_group, severity, business_key, day, desk, split_part(desk, ':', 1) AS level
         FROM occasion JOIN rule USING (rule) JOIN audience USING (rule)
         CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(desks -> audience, '[]')) AS desk
         WHERE arrived_on >= $7 AND day + useful_days >= arrived_on)
SELECT rule, level, severity, count(DISTINCT (rule, business_key, desk)) AS matters,
       count(DISTINCT (rule_group, desk, day)) AS notices
FROM told GROUP BY GROUPING SETS ((), (level), (severity), (rule), (rule, level))
"""


async def count_notices(connection: Connection, rules: Iterable[Rule], since: date) -> "Counts":
    """The notices that these rules would have brought since a day; none of a rule that is off."""
    on = [rule for rule in rules if rule.on]
    audiences = [(rule.name, audience) for rule in on for audience in rule.to]
    rows = await connection.fetch(
        _COUNT,
        [rule.name for rule in on],
        [rule.group or rule.name for rule in on],
        [rule.useful_days for rule in on],
        [rule.severity for rule in on],
        [name for name, _ in audiences],
        [audience for _, audience in audiences],
        since,
    )
    return Counts({(row["rule"], row["level"], row["severity"]): (row["matters"], row["notices"]) for row in rows})


class Counts:
    """Matters and notices by rule, level and severity; None stands for all."""

    def __init__(self, found: Mapping[tuple[Any, Any, Any], tuple[int, int]]) -> None:
        self._found = found

    def of(self, rule: str | None) -> Count:
        """The count of a rule, or of all of them."""
        matters, notices = self._found.get((rule, None, None), (0, 0))
        levels = {at: n for (name, at, _), (_, n) in sorted(self._found.items(), key=str) if name == rule and at}
        return Count(matters, notices, levels)

    def severities(self) -> dict[Severity, int]:
        """The notices by severity."""
        return {of: n for (_, _, of), (_, n) in sorted(self._found.items(), key=str) if of}


async def count_occasions(connection: Connection, since: date) -> tuple[int, int]:
    """The number of days with occasions since a day, and of their events."""
    row = await connection.fetchrow(
        """SELECT count(DISTINCT arrived_on) AS days, count(DISTINCT event_id) AS events
           FROM occasion WHERE arrived_on >= $1""",
        since,
    )
    return row["days"], row["events"]
