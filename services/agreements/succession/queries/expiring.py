"""The decision to let an agreement end with its term."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import SUBMITTERS, scope_to_read
from services.agreements.register.access import OFFICES
from services.agreements.succession.model.expiring import ExpiryDecision
from shared.access import Work, use_case


@dataclass(frozen=True, slots=True)
class ListExpiryDecisions:
    """The decisions about one agreement; an addendum that moves its last day asks for another one."""

    agreement_id: UUID


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def list_expiry_decisions(work: Work, query: ListExpiryDecisions) -> list[ExpiryDecision]:
    """The decisions, the newest first, as our offices see them."""
    rows = await work.connection.fetch(
        """SELECT in_force_until, reason, decided_on FROM expiry_decision
           WHERE agreement_id = $1 ORDER BY decided_on DESC, in_force_until DESC""",
        query.agreement_id,
    )
    return [ExpiryDecision.model_validate(dict(row)) for row in rows]


def may_let_expire(work: Work) -> bool:
    """Whether a position of the reader may decide that some agreement is not extended."""
    return work.actor.may(SUBMITTERS, None)
