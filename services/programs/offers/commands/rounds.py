"""Offers are made to all facilities of an agreement, reported when they are overdue, and closed with it. System only.

One rule is applied after each event about an agreement: an item takes over the answer of the item that it continues; an
item without an answer is asked; an agreement that has ended asks nothing. So the events of two lines may arrive in any
order.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from services.programs.authorisations.commands.event_parts import facility_ref, scope_item
from services.programs.authorisations.model import Commitment, Course
from services.programs.authorisations.store.agreements import lock_courses
from services.programs.offers.model import due_on
from services.programs.offers.store.items import (
    insert_offered,
    load_round,
    save_asked_no_more,
    save_carried_over,
    save_last_day,
    save_next_version,
)
from services.programs.offers.store.rounds import (
    AskedFacility,
    close_offers,
    load_overdue_agreements,
    save_answered_earlier,
    save_offers,
    save_overdue,
)
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.offers import FacilityOffer, OfferClosed, OfferedAgreement, OfferMade, OfferOverdue
from shared.events.job_items import take_each
from shared.values.cooperation import OfferClosedReason
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class OfferItems:
    """Offer the items of an agreement; those that continue earlier ones `at_once`, or when they are handed over."""

    about: OfferedAgreement
    commitment: Commitment
    at_once: bool


@dataclass(frozen=True, slots=True)
class FollowCourse:
    """An agreement has ended or is continued: close its offers, and make those of its successors."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class FollowTerm:
    """An addendum has changed the last day of an agreement, or has taken items out of it."""

    agreement_id: UUID
    until: date | None
    removed: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportOverdue:
    """Report the offers whose last day is over."""


@use_case(scope=nationwide)
async def offer_items(work: Work, command: OfferItems) -> None:
    """Record the items and offer them to each facility that does not carry the agreement out on its own."""
    if not command.commitment.items:
        return
    # Locked first: the end of this agreement, or a predecessor's, may arrive at the same time in another line.
    await lock_courses(work.connection, command.commitment.agreement_id)
    await insert_offered(work.connection, command.about, command.commitment, at_once=command.at_once)
    await _follow(work, command.commitment.agreement_id)


@use_case(scope=nationwide)
async def follow_course(work: Work, command: FollowCourse) -> None:
    """Close the offers of an agreement that has ended; answers to kept items hold for its successor."""
    await _follow(work, command.agreement_id)


@use_case(scope=nationwide)
async def follow_term(work: Work, command: FollowTerm) -> None:
    """Let what is accepted from now on end with the new term."""
    await lock_courses(work.connection, command.agreement_id)
    await save_last_day(work.connection, command.agreement_id, command.until)
    if command.removed:
        await save_asked_no_more(work.connection, command.removed)
        await _follow(work, command.agreement_id)


@use_case(scope=nationwide)
async def report_overdue(work: Work, _command: ReportOverdue) -> None:
    """Let the regional offices know which of their facilities have not answered."""
    agreements = await load_overdue_agreements(work.connection, work.now)
    await take_each(work, "report_overdue_offers", agreements, partial(_report_overdue, work), str)


async def _follow(work: Work, agreement_id: UUID) -> None:
    # Predecessors come before their successors, which take over the answers.
    for course in await lock_courses(work.connection, agreement_id):
        await save_carried_over(work.connection, course.agreement_id)
        answered = await save_answered_earlier(work.connection, course.agreement_id)
        await _close(work, course.agreement_id, "answered_earlier", answered)
        reason = _closed_because(course)
        if reason is None:
            await _offer(work, course.agreement_id)
        else:
            closed = await close_offers(work.connection, course.agreement_id, reason, work.now)
            await _close(work, course.agreement_id, reason, closed)


def _closed_because(course: Course) -> OfferClosedReason | None:
    if course.successions:
        return "agreement_superseded"
    return course.end.reason if course.end else None


async def _offer(work: Work, agreement_id: UUID) -> None:
    today = day_in(CAPITAL_ZONE, work.now)
    asked = await save_offers(work.connection, agreement_id, today, due_on(today))
    offered = await load_round(work.connection, agreement_id) if asked else None
    if offered is None:
        return
    # Mostly one group: facilities differ only where some have answered items that a successor has kept.
    groups: dict[tuple[UUID, ...], list[AskedFacility]] = {}
    for each in asked:
        groups.setdefault(each.items, []).append(each)
    for items, facilities in groups.items():
        work.emit(
            OfferMade(
                agreement_id=agreement_id,
                line_id=offered.line_id,
                version=await save_next_version(work.connection, agreement_id),
                agreement=offered.about,
                offers=_offers(facilities),
                scope_items=tuple(scope_item(item) for item in offered.items if item.id in items),
                due_on=due_on(today),
            )
        )


async def _close(work: Work, agreement_id: UUID, reason: OfferClosedReason, unanswered: list[AskedFacility]) -> None:
    offered = await load_round(work.connection, agreement_id) if unanswered else None
    if offered is not None:
        work.emit(
            OfferClosed(
                agreement_id=agreement_id,
                line_id=offered.line_id,
                version=await save_next_version(work.connection, agreement_id),
                offers=_offers(unanswered),
                reason=reason,
            )
        )


async def _report_overdue(work: Work, agreement_id: UUID) -> None:
    await lock_courses(work.connection, agreement_id)
    by_day: dict[date, list[AskedFacility]] = {}
    for last_day, each in await save_overdue(work.connection, agreement_id, work.now):
        by_day.setdefault(last_day, []).append(each)
    offered = await load_round(work.connection, agreement_id) if by_day else None
    if offered is None:
        return
    for last_day, late in by_day.items():
        work.emit(
            OfferOverdue(
                agreement_id=agreement_id,
                line_id=offered.line_id,
                version=await save_next_version(work.connection, agreement_id),
                agreement=offered.about,
                offers=_offers(late),
                due_on=last_day,
            )
        )


def _offers(facilities: Iterable[AskedFacility]) -> tuple[FacilityOffer, ...]:
    return tuple(FacilityOffer(offer_id=each.offer_id, facility=facility_ref(each.facility)) for each in facilities)
