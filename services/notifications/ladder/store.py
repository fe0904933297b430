"""The steps that matters have taken, in PostgreSQL."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from services.notifications.inbox.store import matter_of
from services.notifications.ladder.model import DueStep
from services.notifications.matters.model import Matter
from services.notifications.rules.model.ladders import ESCALATED, Rung
from shared.postgres.connections import Connection


async def lock_run(connection: Connection) -> date:
    """The day on which every ladder was climbed last, locked."""
    day: date = await connection.fetchval("SELECT day FROM ladder_run FOR UPDATE")
    return day


async def save_run(connection: Connection, day: date) -> None:
    """Save that every ladder was climbed on a day."""
    await connection.execute("UPDATE ladder_run SET day = $1", day)


async def load_standing(connection: Connection, step: DueStep, today: date, limit: int) -> list[tuple[UUID, Matter]]:
    """Open matters, still of use, that have reached a step and not taken it; each with its notice."""
    rows = await connection.fetch(
        """SELECT matter.*, notice.rule_group, notice.day FROM matter JOIN notice ON notice.id = matter.notice_id
           WHERE matter.rule = $1 AND matter.closed_by IS NULL AND notice.day <= $2 AND matter.useful_until >= $3
             AND notice.rule_group <> $4 AND NOT EXISTS (
                 SELECT FROM ladder_step AS taken
                 WHERE (taken.rule, taken.business_key, taken.desk, taken.opened_by, taken.rung)
                     = (matter.rule, matter.business_key, matter.desk, matter.opened_by, $5))
           ORDER BY matter.opened_by, matter.desk LIMIT $6""",
        *(step.rule, step.opened_until, today, ESCALATED, step.rung, limit),
    )
    return [(row["notice_id"], matter_of(row)) for row in rows]


async def insert_steps(connection: Connection, matters: Sequence[Matter], rung: Rung, at: datetime) -> None:
    """Record that these matters have taken a step."""
    await connection.executemany(
        """INSERT INTO ladder_step (rule, business_key, desk, opened_by, rung, at) VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT DO NOTHING""",
        [(*each.cause, str(each.desk), each.opened_by, rung, at) for each in matters],
    )
