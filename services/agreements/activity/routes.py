"""GET /agreements/{id}/activity"""

from uuid import UUID

from fastapi import APIRouter

from services.agreements.activity import queries
from services.agreements.activity.queries import AgreementActivity
from services.agreements.agreement.queries.parameters import DormantAfterDays
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["activity"])


@router.get("/agreements/{agreement_id}/activity", summary="Kegiatan / show the activity")
async def show_activity(
    work: CurrentWork, agreement_id: UUID, days: DormantAfterDays, since: Day | None = None, until: Day | None = None
) -> AgreementActivity:
    """Per scope item its programs, and in the period its sessions, performances, products and last activity."""
    return await queries.show_activity(work, queries.ShowActivity(agreement_id, since, until, days))
