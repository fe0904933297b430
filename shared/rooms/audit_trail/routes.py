"""GET /audit-trail."""

from typing import Annotated

from fastapi import APIRouter, Query

from shared.rooms.audit_trail.queries import AuditEntry, ListAuditTrail, list_audit_trail
from shared.values.inputs import Account
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["access"])


@router.get("/audit-trail", summary="Jejak audit / audit trail")
async def list_entries(
    work: CurrentWork,
    page: PageParameters,
    *,
    account: Annotated[Account | None, Query()] = None,
    use_case: Annotated[str | None, Query(pattern="^[a-z_]{1,60}$")] = None,
    unit: Annotated[str | None, Query(pattern="^[0-9a-zA-Z-]{1,40}$", description="a unit's id or a region")] = None,
    since: Day | None = None,
    until: Day | None = None,
) -> Page[AuditEntry]:
    """Operations within the caller's facility, region or nation, newest first; this request is the first entry."""
    return await list_audit_trail(work, ListAuditTrail(account, use_case, unit, since, until, page))
