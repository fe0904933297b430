"""The audit trail: who changed something, in which capacity, why and when. Entries are never changed or deleted."""

from shared.access.actor import Actor
from shared.events.unit_of_work import UnitOfWork
from shared.values.capabilities import Grant


async def record_change(work: UnitOfWork[Actor], use_case: str, grant: Grant | None, command: object) -> None:
    """Record a change made by a person. Changes by events and jobs are not recorded here: their event is the record."""
    if work.actor.system and not work.actor.manual:
        return
    await work.connection.execute(
        """INSERT INTO audit_trail (at, account, capability, capacity, scope_kind, unit, region, use_case, reason,
                                    correlation_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""",
        # Business time; the column `recorded_at` has the time by the database's clock.
        work.now,
        work.actor.account,
        grant.capability if grant else None,
        grant.capacity if grant else None,
        grant.scope_kind if grant else None,
        grant.unit if grant else None,
        grant.region if grant else None,
        use_case,
        getattr(command, "reason", None),
        work.cause.correlation_id,
    )
