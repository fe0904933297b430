"""The audit trail over HTTP, for those who answer for what was done; reading it is itself on record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.values.inputs import Account
from shared.values.terms import Day
from shared.web.cursors import Page, PageWanted, WantedPage
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["access"])

READERS = (Capability.OPERATOR, Capability.DIRECTORATE, Capability.REGIONAL_REVIEWER, Capability.HEAD)
"""Who reads it: for the nation, for a region, for a facility. A deed belongs where its position is held."""


class AuditLine(BaseModel):
    """One deed: which account did what, through which position, when and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "at": "2026-01-27T03:15:00Z",
                    "recorded_at": "2026-01-27T03:15:00Z",
                    "account": "officer-1",
                    "capability": "officer",
                    "capacity": "daily_acting",
                    "scope_kind": "facility",
                    "unit": "d9895dee-7ae9-5558-8c58-55f01710de26",
                    "region": "JATENG",
                    "use_case": "withdraw_agreement",
                    "reason": "Mitra menunda rencana.",
                    "correlation_id": "019bfe6c-5a40-7d1e-9c5b-0d7f3f1c2a10",
                }
            ]
        }
    )

    at: datetime
    recorded_at: datetime
    account: str
    capability: Capability | None
    capacity: Capacity | None
    scope_kind: ScopeKind | None
    unit: str | None
    region: str | None
    use_case: str
    reason: str | None
    correlation_id: str


@dataclass(frozen=True, slots=True)
class ReadAuditTrail:
    """The newest first; each filter narrows. Days are those of the capital, both included."""

    account: str | None
    use_case: str | None
    unit: str | None
    since: date | None
    until: date | None
    page: PageWanted


_TRAIL = """
SELECT * FROM audit_trail
WHERE ($1 OR region = ANY($2) OR (scope_kind = 'facility' AND unit = ANY($3)))
  AND ($4::text IS NULL OR account = $4)
  AND ($5::text IS NULL OR use_case = $5)
  AND ($6::text IS NULL OR unit = $6 OR region = $6)
  AND ($7::date IS NULL OR at >= $7::date::timestamp AT TIME ZONE $9::text)
  AND ($8::date IS NULL OR at < ($8::date + 1)::timestamp AT TIME ZONE $9::text)
  AND ($10::bigint IS NULL OR id < $10)
ORDER BY id DESC LIMIT $11
"""


@use_case(*READERS, scope=anywhere, changes=True)
async def read_audit_trail(work: Work, query: ReadAuditTrail) -> Page[AuditLine]:
    """One page of what was done within the reader's reach."""
    # Only by the capabilities that read it: an officer's position elsewhere must not widen what a head may see.
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(
        _TRAIL,
        reach.nation,
        reach.regions,
        [str(facility) for facility in reach.facilities],
        query.account,
        query.use_case,
        query.unit,
        query.since,
        query.until,
        CAPITAL_ZONE,
        *query.page.after_as(_entry),
        query.page.limit + 1,
    )
    found = query.page.page(rows, lambda row: [row["id"]])
    return Page(items=[AuditLine.model_validate(dict(row)) for row in found.items], next=found.next)


def _entry(part: str) -> int:
    entry = int(part)
    # What no bigint holds asyncpg refuses with an InterfaceError, which would be answered as if it passed by itself.
    if not 0 < entry < 2**63:
        raise ValueError(part)
    return entry


@router.get("/audit-trail", summary="Jejak audit / audit trail")
async def get_audit_trail(
    work: CurrentWork,
    page: WantedPage,
    *,
    account: Annotated[Account | None, Query()] = None,
    use_case: Annotated[str | None, Query(pattern="^[a-z_]{1,60}$")] = None,
    unit: Annotated[str | None, Query(pattern="^[0-9a-zA-Z-]{1,40}$", description="a unit's id or a region")] = None,
    since: Day | None = None,
    until: Day | None = None,
) -> Page[AuditLine]:
    """Who did what within the reader's facility, region or nation, the newest first; this reading is its first line."""
    return await read_audit_trail(work, ReadAuditTrail(account, use_case, unit, since, until, page))
