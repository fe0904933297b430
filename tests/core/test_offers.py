"""Items of national and regional agreements are offered, answered, handed over and closed: reactions in PostgreSQL."""

import itertools
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import asyncpg
import pytest

from deploy.local.stack import Stack
from services.programs.offers.commands.answering import AnswerOffer, answer_offer
from services.programs.offers.jobs import report_overdue_offers
from services.programs.offers.model import NewAnswer, OfferIsClosed
from services.programs.offers.queries import OfferDetails
from shared.access.actor import NotPermitted, OutOfScope
from shared.contracts.event import Event
from shared.contracts.offers import OfferAccepted, OfferClosed, OfferDeclined, OfferMade, OfferOverdue
from shared.contracts.parts import UnitRef
from shared.contracts.programs import AuthorisationHandedOver, ProgramPlanned
from shared.operations.settings import Settings
from shared.postgres.connections import connect
from shared.values.capabilities import Capability, Grant
from shared.web.problems.refusals import VersionStale
from tests.core.programs_under_test import NOW, Emitted, Programs, contact, install_programs, officer
from tests.unit.programs import events as an

CENTRE = UnitRef(id=an.some_id(4), kind="directorate_general", name="Ditjenpas", region=None, zone="Asia/Jakarta")
NATIONAL: dict[str, Any] = {
    "level": "national",
    "keeper": CENTRE,
    "parties": (an.party(CENTRE, "principal"), an.party(an.PARTNER, "principal")),
}
WASTE, HEALTH = an.item(31), an.item(32, "health")
ITEMS = (WASTE, HEALTH)
AFTER_TWO_WEEKS = datetime(2026, 7, 24, 17, 30, tzinfo=UTC)
"""On 25 July in both zones; the offers of 10 July were due on the 24th."""


def signed(**changed: Any) -> Event:
    """Signed by the directorate general, for two facilities."""
    return an.signed(**{**NATIONAL, "runs_at": (an.NORTH, an.EAST), "scope_items": ITEMS, **changed})


def extension(**changed: Any) -> Event:
    """The successor keeps the waste bank as item 41 and health as 42, and adds sport as 43."""
    items = (
        an.item(41, continues=(WASTE.id,)),
        an.item(42, "health", continues=(HEALTH.id,)),
        an.item(43, "sport"),
    )
    days = an.in_force(date(2026, 8, 1), date(2030, 12, 31))
    known = {"agreement_id": an.SECOND, "predecessor_id": an.FIRST, "in_force": days, "scope_items": items}
    return signed(**{**known, **changed})


def superseded() -> Event:
    days = an.in_force(date(2026, 8, 1), date(2030, 12, 31))
    return an.superseded(an.handover(31, 41), an.handover(32, 42), successor_in_force=days, **NATIONAL)


@pytest.fixture(scope="module")
async def settings(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A database with the tables of programs."""
    return install_programs(stack.environment(), tmp_path_factory.mktemp("secrets"))


@pytest.fixture
async def programs(settings: Settings) -> AsyncIterator[Programs]:
    connection: asyncpg.Connection[Any] = await connect(settings, "programs", "app", "test")
    transaction = connection.transaction()
    await transaction.start()
    yield Programs(connection)
    await transaction.rollback()
    await connection.close()


async def answer(
    programs: Programs, offer: OfferDetails, *answers: NewAnswer, by: Grant | None = None, now: datetime = NOW
) -> Emitted:
    work = programs.work(now, by or officer(offer.facility.id))
    await answer_offer(work, AnswerOffer(offer.id, offer.version, answers))
    return work.recorded


def accept(number: int) -> NewAnswer:
    return NewAnswer(scope_item_id=an.some_id(number), answer="accepted")


def decline(number: int) -> NewAnswer:
    return NewAnswer(scope_item_id=an.some_id(number), answer="declined", reason="no_staff")


async def answered(programs: Programs, agreement: Any) -> dict[tuple[int, int], str | None]:
    """The answer by the numbers of facility and item."""
    return {
        (offer.facility.id.int, item.scope_item_id.int): item.answer
        for offer in await programs.offers(agreement=agreement)
        for item in offer.items
    }


async def test_a_national_agreement_plans_nothing_and_is_offered_in_one_event(programs: Programs) -> None:
    emitted = await programs.apply(signed())
    assert await programs.shown() == []
    (made,) = emitted.of(OfferMade)
    assert {each.facility.id for each in made.offers} == {an.NORTH.id, an.EAST.id}
    assert ({item.id for item in made.scope_items}, made.due_on) == ({WASTE.id, HEALTH.id}, date(2026, 7, 24))
    assert [(each.state, each.open_items) for each in await programs.offers()] == [("open", 2)] * 2


async def test_an_accepted_item_brings_its_program_and_a_declined_one_none(programs: Programs) -> None:
    await programs.apply(signed())
    north, _ = await programs.offers()
    emitted = await answer(programs, north, accept(31), decline(32))
    (planned,) = emitted.of(ProgramPlanned)
    assert (planned.facility.id, planned.covered_by[0].scope_item_id) == (an.NORTH.id, WASTE.id)
    (accepted,), (declined,) = emitted.of(OfferAccepted), emitted.of(OfferDeclined)
    assert (accepted.accepted, accepted.open_items, accepted.answered_by) == ((WASTE.id,), 0, "facility")
    assert [(each.scope_item_id, each.reason) for each in declined.declined] == [(HEALTH.id, "no_staff")]
    assert [each.state for each in await programs.offers()] == ["answered", "open"]
    (program,) = await programs.shown()
    assert program.fiscal_year == 2026


async def test_a_declined_item_is_accepted_after_the_year_has_changed(programs: Programs) -> None:
    await programs.apply(signed())
    north, _ = await programs.offers()
    await answer(programs, north, decline(31))
    north, _ = await programs.offers()
    await answer(programs, north, accept(31), now=datetime(2027, 2, 1, tzinfo=UTC))
    assert [each.fiscal_year for each in await programs.shown()] == [2027]


async def test_a_facility_that_signed_carries_it_out_without_an_offer(programs: Programs) -> None:
    parties = (*NATIONAL["parties"], an.party(an.unit_of(an.NORTH), "principal"))
    await programs.apply(signed(parties=parties))
    assert {each.facility.id for each in await programs.shown()} == {an.NORTH.id}
    assert [each.facility.id for each in await programs.offers()] == [an.EAST.id]


async def test_nothing_is_offered_of_a_facilitys_own_agreement_or_without_programs(programs: Programs) -> None:
    service = an.item(33, "sport", delivery="service")
    emitted = await programs.apply(
        an.signed(runs_at=(an.NORTH, an.EAST)), signed(agreement_id=an.OTHER, line_id=an.OTHER, scope_items=(service,))
    )
    assert emitted.of(OfferMade) == []
    assert len(await programs.shown()) == 2


async def test_an_old_version_of_the_offer_is_refused(programs: Programs) -> None:
    await programs.apply(signed())
    north, _ = await programs.offers()
    await answer(programs, north, accept(31))
    with pytest.raises(VersionStale):
        await answer(programs, north, accept(32))


async def test_only_the_facility_answers_until_the_last_day_is_over(programs: Programs) -> None:
    await programs.apply(signed())
    north, _ = await programs.offers()
    region = Grant(Capability.HEAD, "region", "JATENG")
    for other in (region, officer(an.EAST.id)):
        with pytest.raises(OutOfScope):
            await answer(programs, north, accept(31), by=other)
    with pytest.raises(NotPermitted):
        await answer(programs, north, accept(31), by=contact(an.PARTNER.id))
    overdue = programs.work(AFTER_TWO_WEEKS)
    await report_overdue_offers(overdue)
    (late,) = overdue.recorded.of(OfferOverdue)
    assert {each.facility.id for each in late.offers} == {an.NORTH.id, an.EAST.id}
    (north,) = await programs.offers(region="JATENG", state="overdue")
    emitted = await answer(programs, north, accept(31), by=region, now=AFTER_TWO_WEEKS)
    assert emitted.of(OfferAccepted)[0].answered_by == "region"


async def test_overdue_is_reported_once_and_on_the_calendar_of_the_facility(programs: Programs) -> None:
    """At 23.30 in Jakarta on the last day, the next day has begun in Jayapura."""
    await programs.apply(signed())
    for at, late in (
        (datetime(2026, 7, 24, 16, 30, tzinfo=UTC), [an.EAST.id]),
        (AFTER_TWO_WEEKS, [an.NORTH.id]),
        (datetime(2026, 8, 1, tzinfo=UTC), []),
    ):
        work = programs.work(at)
        await report_overdue_offers(work)
        assert [each.facility.id for event in work.recorded.of(OfferOverdue) for each in event.offers] == late


async def test_offers_wait_at_the_facility_and_then_at_the_office_too(programs: Programs) -> None:
    await programs.apply(signed())
    assert await programs.waiting() == {"offer_to_answer"}
    head = Grant(Capability.HEAD, "region", "JATENG")
    assert await programs.waiting(NOW, head) == set()
    await report_overdue_offers(programs.work(AFTER_TWO_WEEKS))
    assert await programs.waiting(AFTER_TWO_WEEKS, head) == {"offer_unanswered"}
    assert await programs.waiting(AFTER_TWO_WEEKS) == {"offer_to_answer"}
    north, _ = await programs.offers()
    await answer(programs, north, decline(31), decline(32))
    assert await programs.waiting(AFTER_TWO_WEEKS, head) == set()
    assert await programs.waiting(AFTER_TWO_WEEKS) == set()


async def test_accepted_items_are_handed_over_and_only_the_rest_is_offered(programs: Programs) -> None:
    await programs.apply(signed())
    north, east = await programs.offers()
    await answer(programs, north, accept(31), decline(32))
    await answer(programs, east, accept(31))
    emitted = await programs.apply(extension())
    (made,) = emitted.of(OfferMade)
    assert [item.id.int for item in made.scope_items] == [43], "kept items wait until the successor begins"
    emitted = await programs.apply(superseded())
    assert {each.new.scope_item_id.int for each in emitted.of(AuthorisationHandedOver)} == {41}
    (closed,) = emitted.of(OfferClosed)
    assert ([each.facility.id for each in closed.offers], closed.reason) == ([an.EAST.id], "agreement_superseded")
    (made,) = emitted.of(OfferMade)
    assert [each.facility.id for each in made.offers] == [an.EAST.id], "it has not answered about health"
    assert [item.id.int for item in made.scope_items] == [42, 43]
    assert await answered(programs, an.SECOND) == {
        (1, 41): "accepted",
        (1, 42): "declined",
        (1, 43): None,
        (2, 41): "accepted",
        (2, 42): None,
        (2, 43): None,
    }


async def test_a_facility_that_has_accepted_everything_kept_gets_no_offer(programs: Programs) -> None:
    await programs.apply(signed())
    for each in await programs.offers():
        await answer(programs, each, accept(31), accept(32))
    kept = (an.item(41, continues=(WASTE.id,)), an.item(42, "health", continues=(HEALTH.id,)))
    emitted = await programs.apply(extension(scope_items=kept), superseded())
    assert emitted.of(OfferMade) == []
    assert await programs.offers(agreement=an.SECOND) == []


async def test_what_a_facility_carried_out_on_its_own_is_accepted(programs: Programs) -> None:
    await programs.apply(an.signed(scope_items=ITEMS), extension(), superseded())
    assert await answered(programs, an.SECOND) == {
        (1, 41): "accepted",
        (1, 42): "accepted",
        (1, 43): None,
        (2, 41): None,
        (2, 42): None,
        (2, 43): None,
    }


async def test_a_facility_that_signs_the_extension_carries_out_what_it_was_asked_before(programs: Programs) -> None:
    """It had accepted one kept item and not answered the other."""
    await programs.apply(signed())
    north, _ = await programs.offers()
    await answer(programs, north, accept(31))
    parties = (*NATIONAL["parties"], an.party(an.unit_of(an.NORTH), "principal"))
    await programs.apply(extension(parties=parties), superseded())
    carrying = {
        each.scope_item_id.int: each.ended_on for program in await programs.shown() for each in program.authorisations
    }
    assert carrying == {31: date(2026, 7, 31), 41: None, 42: None}
    assert [each.facility.id for each in await programs.offers(agreement=an.SECOND)] == [an.EAST.id]


async def test_a_late_answer_holds_for_the_successor(programs: Programs) -> None:
    await programs.apply(signed(), extension())
    before = await programs.offers(agreement=an.FIRST)
    await answer(programs, before[0], decline(31))
    await programs.apply(superseded())
    (closed, *_), (north, _) = await programs.offers(agreement=an.FIRST), await programs.offers(agreement=an.SECOND)
    with pytest.raises(OfferIsClosed):
        await answer(programs, closed, accept(32))
    emitted = await answer(programs, north, accept(41), now=datetime(2026, 8, 2, tzinfo=UTC))
    assert len(emitted.of(ProgramPlanned)) == 1


@pytest.mark.parametrize(
    "end", [an.expired(date(2026, 7, 10), **NATIONAL), an.terminated(date(2026, 7, 10), **NATIONAL)]
)
async def test_an_end_closes_what_has_no_answer(programs: Programs, end: Event) -> None:
    await programs.apply(signed())
    north, _ = await programs.offers()
    await answer(programs, north, decline(31), decline(32))
    emitted = await programs.apply(end)
    (closed,) = emitted.of(OfferClosed)
    assert [each.facility.id for each in closed.offers] == [an.EAST.id]
    assert [each.state for each in await programs.offers()] == ["answered", "closed"]
    assert await programs.waiting() == set()


async def test_a_registered_agreement_is_offered_if_it_is_in_force(programs: Programs) -> None:
    where = {**NATIONAL, "runs_at": (an.NORTH, an.EAST)}
    over = an.registered(
        agreement_id=an.OTHER, line_id=an.OTHER, in_force=an.in_force(date(2020, 1, 1), date(2025, 1, 1)), **where
    )
    emitted = await programs.apply(an.registered(**where), over)
    assert [each.agreement_id for each in emitted.of(OfferMade)] == [an.FIRST]


async def test_three_lines_end_the_same_in_any_order(programs: Programs) -> None:
    """Each successor stands in a line of its own, so its events may arrive before those of its predecessors."""
    days = an.in_force(date(2026, 8, 1), date(2030, 12, 31))
    second: dict[str, Any] = {"agreement_id": an.SECOND, "line_id": an.SECOND}
    kept = tuple(an.item(new, continues=(an.some_id(old),)) for old, new in ((41, 51), (42, 52), (43, 53)))
    third = signed(agreement_id=an.THIRD, line_id=an.THIRD, scope_items=kept)
    to_third = {"successor_id": an.THIRD, "successor_line_id": an.THIRD, "successor_in_force": days}
    handed_over = (an.handover(41, 51), an.handover(42, 52), an.handover(43, 53))
    lines = {
        "a": (superseded(),),
        "b": (
            extension(**second, predecessor_id=None),
            an.superseded(*handed_over, **{**NATIONAL, **second, **to_third}),
        ),
        "c": (third,),
    }
    await programs.apply(signed())
    north, east = await programs.offers()
    await answer(programs, north, accept(31), decline(32))
    await answer(programs, east, accept(31), accept(32))
    for order in {*itertools.permutations("abbc")}:
        events = {line: iter(of_line) for line, of_line in lines.items()}
        transaction = programs.connection.transaction()
        await transaction.start()
        await programs.apply(*(next(events[line]) for line in order))
        assert await answered(programs, an.THIRD) == {
            (1, 51): "accepted",
            (1, 52): "declined",
            (1, 53): None,
            (2, 51): "accepted",
            (2, 52): "accepted",
            (2, 53): None,
        }, order
        third_ones = await programs.offers(agreement=an.THIRD)
        assert [(each.state, each.open_items) for each in third_ones] == [("open", 1), ("open", 1)], order
        earlier = {each.state for each in await programs.offers() if each.agreement_id != an.THIRD}
        assert earlier <= {"answered", "closed"}
        await transaction.rollback()


async def test_a_successor_that_has_ended_before_is_not_offered(programs: Programs) -> None:
    apart: dict[str, Any] = {"line_id": an.SECOND, "predecessor_id": None}
    ended = an.terminated(date(2026, 9, 1), **{**NATIONAL, "agreement_id": an.SECOND, "line_id": an.SECOND})
    await programs.apply(signed(), extension(**apart), ended)
    emitted = await programs.apply(superseded())
    assert emitted.of(OfferMade) == []
    assert {each.state for each in await programs.offers()} == {"closed"}
