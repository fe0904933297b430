"""The items of national and regional agreements that facilities were asked to carry out, and their answers.

An answer to an item holds for the item that continues it, until the facility answers that one itself.
"""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.access import scope_to_read
from services.agreements.offers.model import AskedState
from services.agreements.register.access import OFFICES
from shared.access import Work, use_case
from shared.values.capabilities import ScopeKind
from shared.values.cooperation import OfferAnswer, OfferDeclineReason
from shared.web.cursors import Page, PageRequest


class OfferCounts(BaseModel):
    """Numbers of answers: one for each item and facility. Offered is the sum of the other three."""

    offered: int
    accepted: int
    declined: int
    unanswered: int


class OfferedItemCounts(OfferCounts):
    """The numbers of facilities for one scope item."""

    scope_item_id: UUID
    field: str
    description: str


class AgreementOffers(OfferCounts):
    """The numbers for an agreement, and for each of its items that was offered."""

    agreement_id: UUID
    facilities: int
    facilities_accepting: int
    scope_items: list[OfferedItemCounts]


class FacilityItemAnswer(BaseModel):
    """The answer of a facility to one item; null where it has none. `carried_over`: to the item of a predecessor."""

    scope_item_id: UUID
    answer: OfferAnswer | None
    reason: OfferDeclineReason | None
    answered_on: date | None
    answered_by: ScopeKind | None
    carried_over: bool


class FacilityAnswers(OfferCounts):
    """The items that one facility was asked about, and its answers."""

    facility_id: UUID
    name: str
    region: str
    state: AskedState
    due_on: date | None
    answers: list[FacilityItemAnswer]


@dataclass(frozen=True, slots=True)
class ShowOffers:
    """The numbers for one agreement."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class ListFacilityAnswers:
    """The facilities that were asked about one agreement."""

    agreement_id: UUID
    region: str | None
    page: PageRequest


_ASKED = """
WITH RECURSIVE lineage AS (
    SELECT id AS scope_item_id, id AS source, 0 AS steps FROM scope_item WHERE agreement_id = $1
    UNION ALL
    SELECT l.scope_item_id, c.continues, steps + 1
    FROM lineage l JOIN scope_item_continues c ON c.scope_item_id = l.source),
answered AS (
    SELECT DISTINCT ON (l.scope_item_id, a.facility_id)
           l.scope_item_id, a.facility_id, a.answer, a.reason, a.answered_on, a.answered_by, steps > 0 AS carried_over
    FROM lineage l JOIN reported_answer a ON a.scope_item_id = l.source
    JOIN agreement_facility f ON f.agreement_id = $1 AND f.facility_id = a.facility_id
    ORDER BY l.scope_item_id, a.facility_id, steps, a.answer),
asked AS (
    SELECT scope_item_id, facility_id FROM answered
    UNION
    SELECT unnest(items), facility_id FROM reported_offer WHERE agreement_id = $1),
known AS (
    SELECT scope_item_id, facility_id, answer, reason, answered_on, answered_by,
           coalesce(carried_over, false) AS carried_over
    FROM asked LEFT JOIN answered USING (scope_item_id, facility_id))
"""
_COUNTS = """count(*) AS offered, count(*) FILTER (WHERE answer = 'accepted') AS accepted,
    count(*) FILTER (WHERE answer = 'declined') AS declined, count(*) FILTER (WHERE answer IS NULL) AS unanswered"""
_TOTAL = f"""{_ASKED}
SELECT {_COUNTS}, count(DISTINCT facility_id) AS facilities,
       count(DISTINCT facility_id) FILTER (WHERE answer = 'accepted') AS facilities_accepting FROM known
"""  # noqa: S608 -- constants
_ITEMS = f"""{_ASKED}
SELECT s.id AS scope_item_id, s.field, s.description, {_COUNTS}
FROM known JOIN scope_item s ON s.id = scope_item_id GROUP BY s.id ORDER BY s.ordinal
"""  # noqa: S608 -- constants
_FACILITIES = f"""{_ASKED}
SELECT f.id AS facility_id, f.name, f.region, o.due_on, {_COUNTS},
       CASE WHEN count(*) FILTER (WHERE answer IS NULL) = 0 THEN 'answered'
            WHEN o.closed THEN 'closed' WHEN o.overdue_version > o.made_version THEN 'overdue' ELSE 'open' END AS state,
       jsonb_agg(jsonb_build_object(
           'scope_item_id', s.id, 'answer', answer, 'reason', reason, 'answered_on', answered_on,
           'answered_by', answered_by, 'carried_over', carried_over) ORDER BY s.ordinal) AS answers
FROM known JOIN scope_item s ON s.id = scope_item_id JOIN facility f ON f.id = facility_id
LEFT JOIN reported_offer o ON o.agreement_id = $1 AND o.facility_id = f.id
WHERE ($2::text IS NULL OR f.region = $2)
  AND ($3::text IS NULL OR (f.region, f.name, f.id) > ($3, $4::text, $5::uuid))
GROUP BY f.id, f.name, f.region, o.offer_id ORDER BY f.region, f.name, f.id LIMIT $6
"""  # noqa: S608 -- constants


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def show_offers(work: Work, query: ShowOffers) -> AgreementOffers:
    """The number of facilities that carry out the items of an agreement."""
    total = await work.connection.fetchrow(_TOTAL, query.agreement_id)
    items = await work.connection.fetch(_ITEMS, query.agreement_id)
    return AgreementOffers(
        **total, agreement_id=query.agreement_id, scope_items=[OfferedItemCounts(**row) for row in items]
    )


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def list_facility_answers(work: Work, query: ListFacilityAnswers) -> Page[FacilityAnswers]:
    """The facilities that were asked, by region and name, each with its answers."""
    rows = await work.connection.fetch(
        _FACILITIES, query.agreement_id, query.region, *query.page.after_as(str, str, UUID), query.page.limit + 1
    )
    found = [FacilityAnswers(**{**row, "answers": json.loads(row["answers"])}) for row in rows]
    return query.page.cut(found, lambda each: (each.region, each.name, each.facility_id))
