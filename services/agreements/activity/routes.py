"""GET /agreements/{id}/activity."""

from uuid import UUID

from fastapi import APIRouter

from services.agreements.activity.queries import ActivityView, ShowActivity, show_activity
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["activity"])


@router.get("/agreements/{agreement_id}/activity", summary="Kegiatan / activity")
async def activity(
    work: CurrentWork, agreement_id: UUID, since: Day | None = None, until: Day | None = None
) -> ActivityView:
    """Per scope item its programs, and in the period its sessions, attendance and last activity."""
    return await show_activity(work, ShowActivity(agreement_id, since, until))
