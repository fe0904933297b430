"""Lists of ceremonies, and the agreements from which a unit can prepare one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.model.states import MOVES
from services.agreements.ceremonies.access import KEEPERS, READERS, scope_to_begin
from services.agreements.ceremonies.model.parts import MOST_AGREEMENTS
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import CeremonyState
from shared.values.terms import Zone
from shared.web.cursors import Page, PageRequest


class CeremonySummary(BaseModel):
    """One ceremony in a list; `signed` counts the agreements that all parties have signed."""

    id: UUID
    title: str
    keeper: str
    zone: Zone
    planned_on: date
    venue: str | None
    state: CeremonyState
    planned: int
    signed: int


class AgreementToList(BaseModel):
    """An agreement that can be signed, and is in the list of no other ceremony."""

    agreement_id: UUID
    registration_number: str
    title: str
    partners: list[str]


@dataclass(frozen=True, slots=True)
class ListCeremonies:
    """The latest first; of one state, if it is named."""

    state: CeremonyState | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ListAgreementsToSign:
    """The agreements that a unit keeps, can be signed, and are not in the list of another ceremony."""

    keeper_id: UUID
    ceremony_id: UUID | None = None


_LIST = """
SELECT c.id, c.title, u.name AS keeper, c.zone, c.planned_on, c.venue, c.state,
       (SELECT count(*) FROM ceremony_entry e WHERE e.ceremony_id = c.id) AS planned,
       (SELECT count(*) FROM ceremony_entry e JOIN agreement a ON a.id = e.agreement_id
        WHERE e.ceremony_id = c.id AND coalesce(e.outcome = 'signed', a.in_force_from IS NOT NULL)) AS signed
FROM ceremony c JOIN unit u ON u.id = c.keeper_id
WHERE ($1 OR EXISTS (
    SELECT FROM (SELECT c.keeper_id AS id UNION ALL SELECT g.unit_id FROM ceremony_guest g WHERE g.ceremony_id = c.id) n
    JOIN unit own ON own.id = n.id
    WHERE (own.kind = 'facility' AND own.id = ANY ($2)) OR own.region = ANY ($3)))
  AND ($4::text IS NULL OR c.state = $4)
  AND ($5::date IS NULL OR (c.planned_on, c.id) < ($5, $6::uuid))
ORDER BY c.planned_on DESC, c.id DESC LIMIT $7
"""
_TO_SIGN = """
SELECT a.id AS agreement_id, a.registration_number, a.title,
       ARRAY(SELECT u.public_name
             FROM party p CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = p.unit_id OFFSET 0) AS u
             WHERE p.agreement_id = a.id AND p.role = 'principal' AND u.id <> $1 ORDER BY p.ordinal) AS partners
FROM agreement a
WHERE a.keeper_id = $1 AND a.document_state = ANY ($2)
  AND NOT EXISTS (SELECT FROM ceremony_entry e WHERE e.agreement_id = a.id AND NOT e.over
                                                 AND e.ceremony_id IS DISTINCT FROM $3)
ORDER BY a.signing_planned_on, a.id LIMIT $4
"""


@use_case(*READERS, scope=anywhere, changes=False)
async def list_ceremonies(work: Work, query: ListCeremonies) -> Page[CeremonySummary]:
    """One page of the ceremonies that the reader may read."""
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(
        _LIST,
        reach.nation,
        reach.facilities,
        reach.regions,
        query.state,
        *query.page.after_as(date.fromisoformat, UUID),
        query.page.limit + 1,
    )
    summaries = [CeremonySummary.model_validate(dict(row)) for row in rows]
    return query.page.cut(summaries, lambda summary: [summary.planned_on, summary.id])


@use_case(*KEEPERS, scope=scope_to_begin, changes=False)
async def list_agreements_to_sign(work: Work, query: ListAgreementsToSign) -> list[AgreementToList]:
    """The agreements that can be put on the list of a ceremony, those with the next planned day first."""
    rows = await work.connection.fetch(
        _TO_SIGN, query.keeper_id, list(MOVES["sign_in_part"].origins), query.ceremony_id, MOST_AGREEMENTS
    )
    return [AgreementToList.model_validate(dict(row)) for row in rows]


def may_prepare(work: Work) -> bool:
    """Whether a position of the reader may prepare a ceremony, of any unit."""
    return work.actor.may(KEEPERS, None)
