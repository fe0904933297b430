"""POST /agreements/{id}/expiry-decisions
GET /agreements/{id}/expiry-decisions
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.succession.commands.expiring import LetExpire, let_expire
from services.agreements.succession.model.expiring import ExpiryDecision
from services.agreements.succession.queries import expiring
from services.agreements.succession.queries.expiring import ListExpiryDecisions
from shared.values.cooperation import ExpiryReason
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["succession"])


class NewExpiryDecision(BaseModel):
    """Why the agreement is not extended."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "purpose_achieved"}]})

    reason: ExpiryReason


# Without If-Match: the agreement does not change, and a rule refuses a second decision for the same last day.
@router.post(
    "/agreements/{agreement_id}/expiry-decisions", summary="Putuskan tidak memperpanjang / decide not to extend"
)
async def decide(work: CurrentWork, agreement_id: UUID, body: NewExpiryDecision) -> ExpiryDecision:
    """Decide that the agreement ends with its term; its case and its reminders end. It can still be extended."""
    return await let_expire(work, LetExpire(agreement_id, body.reason))


@router.get("/agreements/{agreement_id}/expiry-decisions", summary="Keputusan akhir masa / list decisions on the end")
async def list_expiry_decisions(work: CurrentWork, agreement_id: UUID) -> list[ExpiryDecision]:
    """The decisions not to extend an agreement, the newest first."""
    return await expiring.list_expiry_decisions(work, ListExpiryDecisions(agreement_id))
