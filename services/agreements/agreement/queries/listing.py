"""Lists of the agreements that the reader's positions reach."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.access import KEEPERS, READERS
from services.agreements.agreement.model.states import StateToday
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import Instrument, Level
from shared.values.inputs import letters_and_digits, number_key
from shared.web.cursors import Page, PageRequest


class AgreementSummary(BaseModel):
    """One agreement in a list; `state` is today's."""

    id: UUID
    registration_number: str
    line_id: UUID
    predecessor_id: UUID | None
    instrument: Instrument
    level: Level
    title: str
    state: StateToday
    keeper: str
    in_force_from: date | None
    in_force_until: date | None
    parties: list[str]


@dataclass(frozen=True, slots=True)
class ListAgreements:
    """The newest drafts first; each filter narrows.

    `search` is a part of the title or of a party's name, a document number, or the registration number.
    """

    facility_id: UUID | None
    region: str | None
    partner_id: UUID | None
    state: StateToday | None
    registration_number: str | None
    search: str | None
    page: PageRequest


# The CASE is `model.states.state_on` in SQL; a test compares the two.
# EXISTS rather than a join: `agreement_unit` has a row for each party and agency, so a join would repeat agreements.
# The units with the searched name are found once, because a name is compared letter by letter.
_LIST = """
WITH searched AS MATERIALIZED (
    SELECT named_as FROM any_unit
    WHERE $11::text IS NOT NULL AND strpos(regexp_replace(lower(public_name), '[^[:alnum:]]', '', 'g'), $11) > 0)
SELECT a.id, a.registration_number, a.line_id, a.predecessor_id, a.instrument, a.level, a.title, today.state,
       (SELECT k.name FROM unit k WHERE k.id = a.keeper_id) AS keeper, a.in_force_from, a.in_force_until,
       ARRAY(SELECT u.public_name FROM party p JOIN any_unit u ON u.named_as = p.unit_id
             WHERE p.agreement_id = a.id ORDER BY p.ordinal) AS parties
FROM agreement a
CROSS JOIN LATERAL (SELECT ($1 AT TIME ZONE a.zone)::date AS day) AS here
CROSS JOIN LATERAL (SELECT CASE WHEN a.document_state <> 'signed' OR here.day < a.in_force_from THEN a.document_state
                                WHEN here.day <= coalesce(a.in_force_until, 'infinity') THEN 'active'
                                ELSE 'expired' END AS state) AS today
WHERE EXISTS (SELECT FROM agreement_unit u WHERE u.agreement_id = a.id AND (
                  $2 OR u.facility_id = ANY($3) OR u.region = ANY($4) OR u.partner_id = ANY($5)))
  AND ($6::uuid IS NULL OR EXISTS (SELECT FROM agreement_unit u WHERE u.agreement_id = a.id AND u.facility_id = $6))
  AND ($7::text IS NULL OR EXISTS (SELECT FROM agreement_unit u WHERE u.agreement_id = a.id AND u.region = $7))
  AND ($8::uuid IS NULL OR EXISTS (SELECT FROM agreement_unit u JOIN partner_resolved m ON m.id = u.partner_id
                                   WHERE u.agreement_id = a.id AND m.named_as = $8))
  AND ($9::text IS NULL OR today.state = $9)
  AND ($10::text IS NULL OR a.registration_number = upper($10))
  AND ($11::text IS NULL
       OR a.registration_number = upper($12)
       OR strpos(regexp_replace(lower(a.title), '[^[:alnum:]]', '', 'g'), $11) > 0
       OR EXISTS (SELECT FROM document_number n WHERE n.agreement_id = a.id AND n.number_key = $13)
       OR EXISTS (SELECT FROM party p WHERE p.agreement_id = a.id AND p.unit_id IN (SELECT named_as FROM searched)))
  AND ($14::uuid IS NULL OR a.id < $14)
ORDER BY a.id DESC LIMIT $15
"""


def may_draft(work: Work) -> bool:
    """Whether a position of the reader may begin an agreement, of whatever unit."""
    return work.actor.may(KEEPERS, None)


def reads_every_office(work: Work) -> bool:
    """Whether the reader's list has agreements of all regional offices."""
    return work.actor.reach(READERS).nation


@use_case(*READERS, scope=anywhere, changes=False)
async def list_agreements(work: Work, query: ListAgreements) -> Page[AgreementSummary]:
    """One page of agreements."""
    reach = work.actor.reach(READERS)
    search = query.search or ""
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
        query.registration_number,
        letters_and_digits(search) or None,
        search.strip(),
        number_key(search),
        *query.page.after_as(UUID),
        query.page.limit + 1,
    )
    return query.page.cut([AgreementSummary.model_validate(dict(row)) for row in rows], lambda summary: [summary.id])
