"""Programs follow their agreements: reactions fed directly, in PostgreSQL, in a transaction that is rolled back."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from deploy.local.stack import Stack
from services.programs.authorisations.jobs import fill_template_gaps, follow_facilities
from services.programs.catalogue import store as catalogue_store
from services.programs.catalogue.model.catalogue import Catalogue
from services.programs.cohorts.commands.completing import CompleteCohort, complete_cohort
from services.programs.cohorts.commands.starting import StartCohort, start_cohort
from services.programs.cohorts.model.admission import Admission
from services.programs.program.commands.opening import OpenProgram, open_program
from services.programs.program.model.parts import Opening, Organisation
from services.programs.program.model.refusals import AdmissionClosed
from services.programs.sessions.commands.recording import RecordSession, record_session
from services.programs.sessions.model.attendance import Attendance
from services.programs.sessions.queries.sessions import ListSessions, list_sessions
from shared.access.actor import OutOfScope
from shared.contracts.event import Event
from shared.contracts.programs import AuthorisationEnded, AuthorisationHandedOver, ProgramPlanned, SessionHeld
from shared.postgres.connections import connect
from tests.core.programs_under_test import (
    NOW,
    PAGE,
    Programs,
    authorised,
    contact,
    install_programs,
    officer,
    reviewer,
)
from tests.unit.programs import events as an
from tests.unit.programs.examples import session_facts, template


async def test_programs_are_planned_where_the_agreement_runs_and_for_program_items_only(programs: Programs) -> None:
    parties = (an.party(an.PARTNER, "principal"), an.party(an.unit_of(an.NORTH), "acknowledging"))
    items = (an.item(31), an.item(32, "health", delivery="service"), an.item(33, "sport", delivery="contribution"))
    emitted = await programs.apply(an.signed(parties=parties, runs_at=(an.EAST,), scope_items=items))
    (program,) = await programs.shown()
    assert (program.facility.id, program.template.code) == (an.EAST.id, "waste_bank_and_greening")
    assert [type(event) for event, _ in emitted] == [ProgramPlanned]


async def test_added_scope_runs_where_the_signed_event_listed(programs: Programs) -> None:
    await programs.apply(an.signed(runs_at=(an.NORTH, an.EAST), scope_items=()))
    added_later = an.in_force(date(2026, 6, 1))
    await programs.apply(an.scope_extended(an.item(35, "health"), in_force=added_later))
    found = [(each.facility.id, authorised(each)[0][3:5]) for each in await programs.shown()]
    assert found == [(an.NORTH.id, (date(2026, 6, 1), None)), (an.EAST.id, (date(2026, 6, 1), None))]


async def test_the_days_in_force_are_copied_and_decide_the_fiscal_year(programs: Programs) -> None:
    """The term begins on 15 December 2032, the last signature is on 5 January 2033."""
    in_force = an.in_force(date(2033, 1, 5), date(2035, 12, 14))
    await programs.apply(an.signed(in_force=in_force), now=datetime(2033, 1, 5, 9, tzinfo=UTC))
    (program,) = await programs.shown()
    assert program.fiscal_year == 2033
    assert authorised(program)[0][3:5] == (in_force.in_force_from, in_force.in_force_until)


async def test_an_item_that_is_no_coaching_has_a_program_without_a_pillar(programs: Programs) -> None:
    care = an.item(31, "health", function="care", pillar=None)
    await programs.apply(an.signed(scope_items=(care, an.item(32, "health"))))
    assert {each.pillar for each in await programs.shown()} == {None, "personality"}


async def test_each_agency_reads_the_program_and_a_witness_does_not(programs: Programs) -> None:
    item = an.item(31, agencies=(an.AGENCY, an.OTHER_AGENCY))
    parties = (an.party(an.PARTNER, "principal"), an.party(an.WITNESS, "witness"))
    emitted = await programs.apply(an.signed(parties=parties, scope_items=(item,)))
    (planned,) = emitted.of(ProgramPlanned)
    assert {each.name for each in planned.agencies} == {an.AGENCY.name, an.OTHER_AGENCY.name}
    for partner in (an.PARTNER, an.AGENCY, an.OTHER_AGENCY):
        assert len(await programs.listed(contact(partner.id))) == 1
    assert await programs.listed(contact(an.WITNESS.id)) == []
    (program,) = await programs.shown()
    assert authorised(program)[0][-1] == (an.AGENCY.name, an.OTHER_AGENCY.name)


async def test_an_agency_has_its_latest_name_in_any_order(programs: Programs) -> None:
    await programs.apply(an.partner_renamed(an.AGENCY, 3, "Nama Ketiga"), an.partner_renamed(an.AGENCY, 2, "Kedua"))
    await programs.apply(an.signed(), an.partner_renamed(an.AGENCY, 2, "Kedua"))
    (program,) = await programs.shown()
    assert authorised(program)[0][-1] == ("Nama Ketiga",)


async def test_a_registered_agreement_plans_this_year_if_it_is_in_force_today(programs: Programs) -> None:
    past = an.in_force(date(2023, 1, 31), date(2027, 1, 30))
    emitted = await programs.apply(an.registered(in_force=past, runs_at=(an.NORTH, an.EAST)))
    assert [each.fiscal_year for each in await programs.shown()] == [2026, 2026]
    assert {at.date() for _, at in emitted} == {date(2026, 1, 1)}, "the past is no news"


@pytest.mark.parametrize(
    "over",
    [
        {"in_force": an.in_force(date(2023, 1, 31), date(2026, 7, 9))},
        {"in_force": an.in_force(date(2023, 1, 31)), "ended_on": date(2025, 1, 1)},
    ],
)
async def test_a_registered_agreement_that_is_over_plans_nothing(programs: Programs, over: dict[str, Any]) -> None:
    assert await programs.apply(an.registered(**over)) == []
    assert await programs.shown() == []


async def test_today_is_the_day_at_each_facility(programs: Programs) -> None:
    """On 1 July 2026, 23:30 in Jakarta, it is 2 July in Jayapura."""
    ends_today = an.in_force(date(2023, 1, 1), date(2026, 7, 1))
    now = datetime(2026, 7, 1, 16, 30, tzinfo=UTC)
    await programs.apply(an.registered(in_force=ends_today, runs_at=(an.NORTH, an.EAST)), now=now)
    assert [each.facility.id for each in await programs.shown()] == [an.NORTH.id]


async def test_kept_items_are_handed_over_and_dropped_ones_end(programs: Programs) -> None:
    await programs.apply(an.signed(scope_items=(an.item(31), an.item(32, "health"))))
    emitted = await programs.apply(an.superseded(an.handover(31, 41, an.OTHER_AGENCY)))
    health, waste = await programs.shown()
    last_day = date(2026, 5, 31)
    assert [each[5:7] for each in authorised(health)] == [(last_day, "item_not_kept")]
    old, new = authorised(waste)
    assert old[5:7] == (last_day, "continued")
    assert new[:6] == (an.SECOND, an.FIRST, an.some_id(41), date(2026, 6, 1), date(2036, 5, 31), None)
    assert new[-1] == (an.OTHER_AGENCY.name,)
    (ended,) = emitted.of(AuthorisationEnded)
    assert (ended.reason, ended.ended_on, ended.ended.scope_item_id) == ("item_not_kept", last_day, an.some_id(32))
    assert ended.covered_by == ()
    (handed_over,) = emitted.of(AuthorisationHandedOver)
    assert handed_over.new.scope_item_id == an.some_id(41)
    assert [each.scope_item_id for each in handed_over.covered_by] == [an.some_id(41)]


async def test_an_extension_begins_at_new_facilities_and_ends_at_those_that_it_leaves(programs: Programs) -> None:
    await programs.apply(an.signed())
    days = an.in_force(date(2026, 6, 1), date(2036, 5, 31))
    kept = an.item(41, continues=(an.some_id(31),))
    moved = an.signed(
        agreement_id=an.SECOND, predecessor_id=an.FIRST, in_force=days, runs_at=(an.EAST,), scope_items=(kept,)
    )
    assert [type(event) for event, _ in await programs.apply(moved)] == [ProgramPlanned]
    emitted = await programs.apply(an.superseded(an.handover(31, 41)))
    assert [type(event) for event, _ in emitted] == [AuthorisationEnded]
    north, east = await programs.shown()
    assert [each[5:7] for each in authorised(north)] == [(date(2026, 5, 31), "item_not_kept")]
    assert [each[2:6:3] for each in authorised(east)] == [(an.some_id(41), None)]


async def test_a_registered_extension_carries_the_programs_of_the_items_that_it_continues(programs: Programs) -> None:
    """Two lines were merged into one, which has two programs of one practice since then."""
    third: dict[str, Any] = {"agreement_id": an.THIRD, "line_id": an.THIRD}
    into_third: dict[str, Any] = {"successor_id": an.THIRD, "successor_line_id": an.THIRD}
    other: dict[str, Any] = {"agreement_id": an.OTHER, "line_id": an.OTHER}
    await programs.apply(an.signed(), an.superseded(an.handover(31, 71), **into_third))
    await programs.apply(an.signed(**other, scope_items=(an.item(51),)))
    await programs.apply(an.superseded(an.handover(51, 72), **{**other, **into_third}))
    days = an.in_force(date(2026, 7, 1))
    items = (an.item(81, continues=(an.some_id(71),)), an.item(82, continues=(an.some_id(72),)))
    extension = {"agreement_id": an.some_id(25), "line_id": an.THIRD, "predecessor_id": an.THIRD}
    await programs.apply(an.registered(**extension, in_force=days, scope_items=items))
    next_one = {"successor_id": an.some_id(25), "successor_line_id": an.THIRD, "successor_in_force": days}
    await programs.apply(an.superseded(an.handover(71, 81), an.handover(72, 82), **{**third, **next_one}))
    carrying = [[each[2] for each in authorised(program)] for program in await programs.shown()]
    assert carrying == [[an.some_id(number) for number in numbers] for numbers in ((31, 71, 81), (51, 72, 82))]


async def test_a_program_of_an_earlier_year_is_not_handed_over(programs: Programs) -> None:
    """The kept item has a program of the year in which the successor begins."""
    last_year = datetime(2025, 3, 1, 3, tzinfo=UTC)
    await programs.apply(an.signed(in_force=an.in_force(date(2025, 3, 1), date(2026, 5, 31))), now=last_year)
    emitted = await programs.apply(an.superseded(an.handover(31, 41)))
    before, after = await programs.shown()
    assert (before.fiscal_year, after.fiscal_year) == (2025, 2026)
    assert [each[2:7:4] for each in authorised(before)] == [(an.some_id(31), "continued")]
    assert [each[2] for each in authorised(after)] == [an.some_id(41)]
    assert [type(event) for event, _ in emitted] == [ProgramPlanned]


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (an.expired(date(2026, 6, 30)), "agreement_expired"),
        (an.terminated(date(2026, 6, 30)), "agreement_terminated"),
    ],
)
async def test_the_end_of_an_agreement_ends_what_it_carries(programs: Programs, end: Event, reason: str) -> None:
    await programs.apply(an.signed())
    emitted = await programs.apply(end)
    (program,) = await programs.shown()
    assert authorised(program)[0][5:7] == (date(2026, 6, 30), reason)
    ((ended, at),) = emitted
    assert isinstance(ended, AuthorisationEnded)
    assert (ended.reason, ended.ended_on, ended.covered_by) == (reason, date(2026, 6, 30), ())
    assert at.date() == date(2026, 7, 1)
    assert await programs.apply(end) == []


async def test_a_later_successor_revives_what_expiry_suspended(programs: Programs) -> None:
    await programs.apply(an.signed(), an.expired(date(2026, 6, 10)))
    days = an.in_force(date(2026, 7, 1))
    emitted = await programs.apply(an.superseded(an.handover(31, 41), successor_in_force=days, gap_days=20))
    (program,) = await programs.shown()
    old, new = authorised(program)
    assert old[5:7] == (date(2026, 6, 10), "agreement_expired")
    assert new[2:6] == (an.some_id(41), date(2026, 7, 1), None, None)
    assert [type(event) for event, _ in emitted] == [AuthorisationHandedOver]


@pytest.mark.parametrize("end", [an.expired(date(2026, 6, 10), final=True), an.terminated(date(2026, 6, 10))])
async def test_a_final_end_is_not_revived(programs: Programs, end: Event) -> None:
    await programs.apply(an.signed(), an.expired(date(2026, 6, 10)), end)
    assert await programs.apply(an.superseded(an.handover(31, 41))) == []
    (program,) = await programs.shown()
    assert [each[2] for each in authorised(program)] == [an.some_id(31)]


async def test_running_cohorts_finish_after_admission_has_closed(programs: Programs) -> None:
    item = an.item(31, agencies=(an.AGENCY, an.OTHER_AGENCY))
    await programs.apply(an.signed(scope_items=(item,)))
    (program,) = await programs.shown()
    desk, today = officer(an.NORTH.id), NOW.date()
    opening = Opening(opened_on=date(2026, 7, 1), capacity=30)
    await open_program(programs.work(NOW, desk), OpenProgram(program.id, 1, opening))
    admission = Admission(participant_ref="P-7F3A91", kind="convict", basis="hearing", basis_reference="TPP-2026/014")
    command = StartCohort(program.id, "Angkatan I", date(2026, 7, 1), (admission,))
    cohort = (await start_cohort(programs.work(NOW, desk), command)).cohort
    await programs.apply(an.expired(date(2026, 7, 9)))
    another = StartCohort(
        program.id, "Angkatan II", today, (Admission(participant_ref="P-2", kind="detainee", basis="voluntary"),)
    )
    with pytest.raises(AdmissionClosed):
        await start_cohort(programs.work(NOW, desk), another)
    sent_by = Organisation(an.OTHER_AGENCY.id, "Nama bebas")
    present = (Attendance(participant_ref="P-7F3A91", mark="active"),)
    for day, carried in ((date(2026, 7, 9), 1), (today, 0)):
        work = programs.work(NOW, desk)
        facts = session_facts(held_on=day, instructors=(sent_by,), attendance=present)
        await record_session(work, RecordSession(cohort.id, facts, None))
        (held,) = work.recorded.of(SessionHeld)
        assert (len(held.covered_by), len(held.delivered_for)) == (carried, carried)
        assert held.instructors[0].name == an.OTHER_AGENCY.name
    for partner in (an.PARTNER, an.AGENCY, an.OTHER_AGENCY):
        work = programs.work(NOW, contact(partner.id))
        (session,) = (await list_sessions(work, ListSessions(program.id, PAGE))).items
        assert (session.held_on, [each.id for each in session.instructors]) == (date(2026, 7, 9), [sent_by.id])
    stranger = programs.work(NOW, contact(an.WITNESS.id))
    with pytest.raises(OutOfScope):
        await list_sessions(stranger, ListSessions(program.id, PAGE))


async def test_programs_follow_their_facility_to_another_office(programs: Programs) -> None:
    await programs.apply(an.signed(), an.unit_changed(an.NORTH, 2, name="Lapas Baru", region="KALTIM"))
    await programs.apply(an.unit_changed(an.NORTH, 1, name="Rutan Lama"))
    (program,) = await programs.listed(reviewer("KALTIM"))
    assert program.facility.name == "Lapas Baru"
    assert await programs.listed(reviewer("JATENG")) == []
    await programs.apply(an.signed(agreement_id=an.OTHER, line_id=an.OTHER, scope_items=(an.item(51, "health"),)))
    assert len(await programs.listed(reviewer("KALTIM"))) == 2, "an agreement may name an older office"


async def test_a_facility_moves_on_the_first_day_of_the_change(programs: Programs) -> None:
    first_day = date(2026, 8, 1)
    await programs.apply(an.signed(), an.unit_changed(an.NORTH, 2, region="KALTIM", valid_from=first_day))
    for day, region in ((30, "JATENG"), (31, "JATENG"), (32, "KALTIM")):
        await follow_facilities(programs.work(datetime(2026, 7, 1, 3, tzinfo=UTC) + timedelta(days=day - 1)))
        assert [each.facility.region for each in await programs.listed()] == [region]


async def test_a_task_has_its_agencies_and_follows_its_item(
    programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    await programs.apply(an.signed(scope_items=(an.item(31, "night_sky", function="care", pillar=None),)))
    await programs.apply(an.unit_changed(an.NORTH, 2, name="Lapas Baru"))
    (task,) = await programs.tasks()
    assert (task.facility.name, task.function, task.pillar) == ("Lapas Baru", "care", None)
    assert [each.name for each in task.agencies] == [an.AGENCY.name]
    await programs.apply(an.superseded(an.handover(31, 41, an.OTHER_AGENCY)))
    (task,) = await programs.tasks()
    assert (task.agreement_id, task.scope_item_id) == (an.SECOND, an.some_id(41))
    assert [each.name for each in task.agencies] == [an.OTHER_AGENCY.name]
    grown = Catalogue(templates=(template(code="star_gazing", fields=["night_sky"]),))
    monkeypatch.setattr(catalogue_store, "shipped_catalogue", lambda: grown)
    await fill_template_gaps(programs.work())
    (program,) = await programs.shown()
    assert (program.template.code, program.fiscal_year, len(await programs.tasks())) == ("star_gazing", 2026, 0)


@pytest.mark.parametrize(("final", "left"), [(False, 1), (True, 0)])
async def test_a_task_ends_with_the_final_end_of_its_agreement(programs: Programs, *, final: bool, left: int) -> None:
    await programs.apply(an.signed(scope_items=(an.item(31, "night_sky"),)), an.expired(date(2026, 6, 1), final=final))
    assert len(await programs.tasks()) == left


async def test_a_planned_program_waits_only_while_it_can_be_opened(programs: Programs) -> None:
    await programs.apply(an.signed())
    assert await programs.waiting() == {"to_be_opened"}
    assert await programs.waiting(NOW + timedelta(days=365)) == set()
    await programs.apply(an.terminated(date(2026, 7, 9)))
    assert await programs.waiting() == {"without_agreement"}
    assert await programs.waiting(NOW + timedelta(days=365)) == set()


async def test_a_cohort_that_has_gone_quiet_waits_for_its_next_session(programs: Programs) -> None:
    await programs.apply(an.signed())
    (program,) = await programs.shown()
    desk, began = officer(an.NORTH.id), date(2026, 7, 1)
    await open_program(programs.work(NOW, desk), OpenProgram(program.id, 1, Opening(opened_on=began, capacity=30)))
    admission = Admission(participant_ref="P-7F3A91", kind="detainee", basis="voluntary")
    command = StartCohort(program.id, "Angkatan I", began, (admission,))
    cohort = (await start_cohort(programs.work(NOW, desk), command)).cohort
    assert await programs.waiting() == {"first_session"}
    present = (Attendance(participant_ref="P-7F3A91", mark="active"),)
    facts = session_facts(held_on=NOW.date(), instructors=(), attendance=present)
    await record_session(programs.work(NOW, desk), RecordSession(cohort.id, facts, None))
    for days, waiting in ((0, set()), (30, set()), (31, {"next_session"}), (120, {"next_session"})):
        assert await programs.waiting(NOW + timedelta(days=days)) == waiting


async def test_a_cohort_that_has_held_its_sessions_waits_to_be_completed(programs: Programs) -> None:
    await programs.apply(an.signed())
    (program,) = await programs.shown()
    desk, today = officer(an.NORTH.id), NOW.date()
    await open_program(programs.work(NOW, desk), OpenProgram(program.id, 1, Opening(opened_on=today, capacity=30)))
    admission = Admission(participant_ref="P-7F3A91", kind="detainee", basis="voluntary")
    cohort = (
        await start_cohort(programs.work(NOW, desk), StartCohort(program.id, "Angkatan I", today, (admission,)))
    ).cohort
    present = (Attendance(participant_ref="P-7F3A91", mark="active"),)
    facts = session_facts(held_on=today, instructors=(), attendance=present)
    sessions = await programs.connection.fetchval("SELECT template_sessions FROM program WHERE id = $1", program.id)
    for _ in range(sessions):
        await record_session(programs.work(NOW, desk), RecordSession(cohort.id, facts, None))
    assert await programs.waiting() == {"cohort_to_complete"}
    await complete_cohort(programs.work(NOW, desk), CompleteCohort(cohort.id, 1, today))
    assert await programs.waiting() == set()


async def test_two_lines_at_the_same_time_do_not_miss_each_other(stack: Stack, tmp_path: Path) -> None:
    """One hands scope over to an agreement while the other one ends it: the second waits for the first."""
    # In a database of its own, because it commits.
    settings = install_programs(stack.environment(), tmp_path)
    merged = {"agreement_id": an.SECOND, "line_id": an.SECOND}
    first = {"agreement_id": an.FIRST, "line_id": an.FIRST}
    into = {"successor_id": an.SECOND, "successor_line_id": an.SECOND}
    one, two = [await connect(settings, "programs", "app", "test") for _ in range(2)]
    await Programs(one).apply(an.signed(**first, scope_items=(an.item(31),)))
    async with asyncio.timeout(30):
        transaction = one.transaction()
        await transaction.start()
        await Programs(one).apply(an.superseded(an.handover(31, 41), **{**first, **into}))
        ends = asyncio.create_task(end_in_a_transaction(two, an.terminated(date(2026, 7, 1), **merged)))
        await asyncio.sleep(0.2)
        assert not ends.done()
        await transaction.commit()
        await ends
    (program,) = await Programs(one).shown(agreement=an.SECOND)
    assert [each[6] for each in authorised(program)] == ["continued", "agreement_terminated"]
    await one.close()
    await two.close()


async def end_in_a_transaction(connection: "asyncpg.Connection[Any]", event: Event) -> None:
    async with connection.transaction():
        await Programs(connection).apply(event)
