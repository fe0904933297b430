"""Reads of offers: a facility reads its own, the offices those of their facilities."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.offers.access import ANSWERERS, READERS, scope_to_change, scope_to_read
from services.programs.offers.model import OfferState
from services.programs.program.model.columns import agencies_of, facility_of
from services.programs.program.model.parts import Facility, Organisation
from shared.access import Work, anywhere, use_case
from shared.values.capabilities import ScopeKind
from shared.values.cooperation import Function, OfferAnswer, OfferClosedReason, OfferDeclineReason, Pillar
from shared.web.cursors import Page, PageRequest


class OfferSummary(BaseModel):
    """An offer in a list: the agreement, the facility, and how many of its items have no answer."""

    id: UUID
    agreement_id: UUID
    registration_number: str
    title: str
    keeper: str
    facility: Facility
    state: OfferState
    offered_on: date
    due_on: date
    open_items: int
    closed_because: OfferClosedReason | None
    version: int


class OfferItem(BaseModel):
    """A scope item with the facility's answer, or without one yet. `carried_over`: given to an earlier agreement."""

    scope_item_id: UUID
    field: str
    field_name: str
    description: str
    function: Function
    pillar: Pillar | None
    agencies: list[Organisation]
    since: date
    until: date | None
    answer: OfferAnswer | None
    reason: OfferDeclineReason | None
    answered_on: date | None
    answered_by: ScopeKind | None
    carried_over: bool
    override_reason: str | None


class OfferDetails(OfferSummary):
    """An offer with its items."""

    items: list[OfferItem]


@dataclass(frozen=True, slots=True)
class ListOffers:
    """The offers that fit every filter."""

    agreement: UUID | None
    facility: UUID | None
    region: str | None
    state: OfferState | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowOffer:
    """One offer."""

    offer_id: UUID


_OFFERS = """
SELECT offer.*, about ->> 'registration_number' AS registration_number, about ->> 'title' AS title,
       about -> 'keeper' ->> 'name' AS keeper, f.name AS facility_name, f.region, f.zone, state
FROM offer JOIN offered_agreement USING (agreement_id) JOIN facility f ON f.id = facility_id
CROSS JOIN LATERAL (SELECT CASE WHEN open_items = 0 THEN 'answered' WHEN closed_at IS NOT NULL THEN 'closed'
                                WHEN overdue_at IS NOT NULL THEN 'overdue' ELSE 'open' END AS state) AS now
"""
_LIST = f"""{_OFFERS}
WHERE ($1 OR facility_id = ANY ($2::uuid[]) OR region = ANY ($3::text[]))
  AND ($4::uuid IS NULL OR agreement_id = $4)
  AND ($5::uuid IS NULL OR facility_id = $5)
  AND ($6::text IS NULL OR region = $6)
  AND ($7::text IS NULL OR state = $7)
  AND ($8::uuid IS NULL OR offer.id < $8)
ORDER BY offer.id DESC LIMIT $9
"""


@use_case(*READERS, scope=anywhere, changes=False)
async def list_offers(work: Work, query: ListOffers) -> Page[OfferSummary]:
    """The offers that the actor may read, newest first."""
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(
        _LIST,
        *(reach.nation, reach.facilities, reach.regions),
        *(query.agreement, query.facility, query.region, query.state),
        *(*query.page.after_as(UUID), query.page.limit + 1),
    )
    return query.page.cut([OfferSummary(**_fields(row)) for row in rows], lambda offer: (offer.id,))


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_offer(work: Work, query: ShowOffer) -> OfferDetails:
    """One offer with its items and the answers so far."""
    row = await work.connection.fetchrow(f"{_OFFERS} WHERE offer.id = $1", query.offer_id)
    items = await work.connection.fetch(
        "SELECT * FROM asked_item WHERE offer_id = $1 ORDER BY scope_item_id", query.offer_id
    )
    return OfferDetails(**_fields(row), items=[_item(each) for each in items])


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "facility": facility_of(row)}


def _item(row: Mapping[str, Any]) -> OfferItem:
    return OfferItem(**{**row, "agencies": agencies_of(row), "carried_over": bool(row["carried_over"])})


async def may_answer(work: Work, offer: OfferSummary) -> bool:
    """Whether the reader may answer the offer, as far as positions go."""
    return work.actor.may(ANSWERERS, await scope_to_change(work, ShowOffer(offer.id)))
