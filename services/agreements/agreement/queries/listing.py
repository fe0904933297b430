"""Lists of the agreements that the reader's positions reach."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.access import READERS
from services.agreements.agreement.model.states import ImplementationState, StateToday
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import Instrument, Level
from shared.web.cursors import Page, PageRequest


class AgreementSummary(BaseModel):
    """One agreement in a list; `state` is today's."""

    id: UUID
    line_id: UUID
    predecessor_id: UUID | None
    instrument: Instrument
    level: Level
    title: str
    state: StateToday
    implementation_state: ImplementationState
    effective_from: date | None
    effective_until: date | None
    facilities: list[str]
    partners: list[str]


@dataclass(frozen=True, slots=True)
class ListAgreements:
    """The newest drafts first; each filter narrows."""

    facility_id: UUID | None
    region: str | None
    partner_id: UUID | None
    state: StateToday | None
    page: PageRequest


# The CASE is `model.states.state_on` in SQL; a test compares the two.
# EXISTS rather than a join: `agreement_unit` has a row for each party and agency, so a join would repeat agreements.
_LIST = """
SELECT a.id, a.line_id, a.predecessor_id, a.instrument, a.level, a.title, today.state, a.implementation_state,
       a.effective_from, a.effective_until,
       ARRAY(SELECT f.name FROM party p JOIN facility f ON f.id = p.facility_id
             WHERE p.agreement_id = a.id ORDER BY p.ordinal) AS facilities,
       ARRAY(SELECT m.public_name FROM party p JOIN partner_resolved m ON m.named_as = p.partner_id
             WHERE p.agreement_id = a.id ORDER BY p.ordinal) AS partners
FROM agreement a
CROSS JOIN LATERAL (SELECT ($1 AT TIME ZONE a.zone)::date AS day) AS here
CROSS JOIN LATERAL (SELECT CASE WHEN a.document_state <> 'signed' OR here.day < a.effective_from THEN a.document_state
                                WHEN here.day <= a.effective_until THEN 'active' ELSE 'expired' END AS state) AS today
WHERE EXISTS (SELECT FROM agreement_unit u WHERE u.agreement_id = a.id AND (
                  $2 OR u.facility_id = ANY($3) OR u.region = ANY($4) OR u.partner_id = ANY($5)))
  AND ($6::uuid IS NULL OR EXISTS (SELECT FROM agreement_unit u WHERE u.agreement_id = a.id AND u.facility_id = $6))
  AND ($7::text IS NULL OR EXISTS (SELECT FROM agreement_unit u WHERE u.agreement_id = a.id AND u.region = $7))
  AND ($8::uuid IS NULL OR EXISTS (SELECT FROM agreement_unit u JOIN partner_resolved m ON m.id = u.partner_id
                                   WHERE u.agreement_id = a.id AND m.named_as = $8))
  AND ($9::text IS NULL OR today.state = $9)
  AND ($10::uuid IS NULL OR a.id < $10)
ORDER BY a.id DESC LIMIT $11
"""


@use_case(*READERS, scope=anywhere, changes=False)
async def list_agreements(work: Work, query: ListAgreements) -> Page[AgreementSummary]:
    """One page of agreements."""
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(
        _LIST,
        work.now,
        reach.nation,
        reach.facilities,
        reach.regions,
        reach.partners,
        query.facility_id,
        query.region,
        query.partner_id,
        query.state,
        *query.page.after_as(UUID),
        query.page.limit + 1,
    )
    return query.page.cut([AgreementSummary.model_validate(dict(row)) for row in rows], lambda summary: [summary.id])
