"""Saves the decisions to let agreements end with their terms."""

from uuid import UUID

from services.agreements.succession.model.expiring import ExpiryDecision
from shared.access import Work


async def save_expiry_decision(work: Work, agreement_id: UUID, decision: ExpiryDecision) -> bool:
    """Save a decision; returns whether none was on record for this last day."""
    inserted = await work.connection.fetchval(
        """INSERT INTO expiry_decision (agreement_id, in_force_until, reason, decided_on, account)
           VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING true""",
        agreement_id,
        decision.in_force_until,
        decision.reason,
        decision.decided_on,
        work.actor.account,
    )
    return bool(inserted)
