"""Reading the audit trail, which is itself recorded there."""

from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.postgres.statements import fetch_named
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.web.cursors import Page, PageRequest, row_number

READERS = (Capability.OPERATOR, Capability.HEAD, Capability.AUDITOR, Capability.DATA_PROTECTION_OFFICER)
"""Who may read it: for the nation, for a region, for a facility. An entry belongs where the position is held."""


class AuditEntry(BaseModel):
    """One operation: which account, through which position, when and why."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "at": "2026-01-27T03:15:00Z",
                    "recorded_at": "2026-01-27T03:15:00Z",
                    "account": "officer-1",
                    "capability": "cooperation_officer",
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
class ListAuditTrail:
    """The newest entries first; each filter narrows. Days are those of the capital, both included."""

    account: str | None
    use_case: str | None
    unit: str | None
    since: date | None
    until: date | None
    page: PageRequest


_TRAIL = """
SELECT * FROM audit_trail
WHERE (:nation OR region = ANY(:regions) OR (scope_kind = 'facility' AND unit = ANY(:facilities)))
  AND (:account::text IS NULL OR account = :account)
  AND (:use_case::text IS NULL OR use_case = :use_case)
  AND (:unit::text IS NULL OR unit = :unit OR region = :unit)
  AND (:since::date IS NULL OR at >= :since::date::timestamp AT TIME ZONE :capital_zone::text)
  AND (:until::date IS NULL OR at < (:until::date + 1)::timestamp AT TIME ZONE :capital_zone::text)
  AND (:before::bigint IS NULL OR id < :before)
ORDER BY id DESC LIMIT :rows
"""


@use_case(*READERS, scope=anywhere, changes=True)
async def list_audit_trail(work: Work, query: ListAuditTrail) -> Page[AuditEntry]:
    """One page of the operations within the caller's reach."""
    # Only through the capabilities of readers: a head's position as officer elsewhere must not widen its view.
    reach = work.actor.reach(READERS)
    (before,) = query.page.after_as(row_number)
    rows = await fetch_named(
        work.connection,
        _TRAIL,
        nation=reach.nation,
        regions=reach.regions,
        facilities=[str(facility) for facility in reach.facilities],
        account=query.account,
        use_case=query.use_case,
        unit=query.unit,
        since=query.since,
        until=query.until,
        capital_zone=CAPITAL_ZONE,
        before=before,
        rows=query.page.limit + 1,
    )
    found = query.page.cut(rows, lambda row: [row["id"]])
    return Page(items=[AuditEntry.model_validate(dict(row)) for row in found.items], next=found.next)
