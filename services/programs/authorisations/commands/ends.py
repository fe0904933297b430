"""Agreements end or are continued: their programs are handed over to the successor, or lose the authorisation.

System only. The facts are recorded first and then applied: a successor in another line may have ended before its
predecessor is known to be superseded.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import cast
from uuid import UUID

from services.programs.authorisations.commands.carrying import renew
from services.programs.authorisations.model import AgreementEnd, Course, Ending, ItemsEnd, Succession
from services.programs.authorisations.store.agreements import (
    insert_agreement_end,
    insert_succession,
    lock_courses,
)
from services.programs.authorisations.store.gaps import close_gap, insert_gap, lock_open_gaps_of
from services.programs.authorisations.store.units import lock_facilities
from services.programs.program.commands.announcing import event_authorisations, event_fields
from services.programs.program.model.parts import Authorisation
from services.programs.program.model.program import Program
from services.programs.program.model.states import LIVE
from services.programs.program.store.locking import lock_programs_under
from services.programs.program.store.saving import save_program
from shared.access import Work, nationwide, use_case
from shared.contracts.parts import ExtensibleEndReason
from shared.contracts.programs import AuthorisationEnded, AuthorisationHandedOver
from shared.values.terms import moment_of


@use_case(scope=nationwide)
async def end_agreement(work: Work, end: AgreementEnd) -> None:
    """End the authorisations of an agreement that expired or was terminated: admission closes, cohorts may finish."""
    await lock_courses(work.connection, end.agreement_id)
    await insert_agreement_end(work.connection, end)
    await _apply(work, end.agreement_id)


@use_case(scope=nationwide)
async def hand_over(work: Work, succession: Succession) -> None:
    """Hand over the kept scope items to the successor, and end the dropped ones."""
    await lock_courses(work.connection, succession.agreement_id)
    await insert_succession(work.connection, succession)
    await _apply(work, succession.agreement_id)


@use_case(scope=nationwide)
async def end_items(work: Work, end: ItemsEnd) -> None:
    """End the authorisations of scope items that left an agreement, and close their gaps."""
    courses = await lock_courses(work.connection, end.agreement_id)
    await lock_facilities(work.connection, end.agreement_id)
    for gap_id, undertaking in await lock_open_gaps_of(work.connection, courses[0]):
        if undertaking.item.id in end.items:
            await close_gap(work.connection, gap_id, work.now)
    for program in await lock_programs_under(work.connection, end.agreement_id):
        leaving = [each for each in program.authorisations if each.scope_item_id in end.items]
        endings = [Ending(each, each.end(end.last_day, "item_not_kept"), None) for each in leaving]
        await _apply_to_program(work, endings, program)


async def _apply(work: Work, agreement_id: UUID) -> None:
    # Successors come after their predecessors: they have received the scope when their own end is applied.
    for course in await lock_courses(work.connection, agreement_id):
        await lock_facilities(work.connection, course.agreement_id)
        await _apply_to_gaps(work, course)
        continuing: dict[UUID, dict[UUID, Authorisation]] = defaultdict(dict)
        for program in await lock_programs_under(work.connection, course.agreement_id):
            endings = course.endings(program.facility.id, program.authorisations)
            await _apply_to_program(work, endings, program)
            continuing[program.series] |= _continuing(endings)
        # Kept items may have programs of earlier years only, which end with their year.
        for series in sorted(continuing):
            await renew(work, series, continuing[series].values())


async def _apply_to_gaps(work: Work, course: Course) -> None:
    for gap_id, undertaking in await lock_open_gaps_of(work.connection, course):
        succession = course.succession_at(undertaking.facility.id, undertaking.line_id, undertaking.item.id)
        if succession is not None:
            new = succession.continued[undertaking.item.id]
            continuing = replace(
                undertaking,
                agreement_id=succession.successor_id,
                line_id=succession.successor_line_id,
                item=replace(undertaking.item, id=new.scope_item_id, agencies=new.agencies),
                since=succession.since,
                until=succession.until,
            )
            await insert_gap(work.connection, continuing, work.now)
        # While a successor may still follow an expired agreement, its gaps stay open.
        if course.successions or (course.end is not None and course.end.final):
            await close_gap(work.connection, gap_id, work.now)


async def _apply_to_program(work: Work, endings: Sequence[Ending], program: Program) -> None:
    begun = [
        (ending, new)
        for ending in endings
        if (new := ending.successor_in(program.fiscal_year)) and not program.is_carried_by(new.scope_item_id)
    ]
    ended = [ending for ending in endings if ending.changed]
    if not begun and not ended:
        return
    program.authorise(*(ending.after for ending in ended), *(new for _, new in begun))
    await save_program(work.connection, program)
    for ending in endings:
        if ending.changed or any(each is ending for each, _ in begun):
            _emit_ending(work, program, ending)


def _emit_ending(work: Work, program: Program, ending: Ending) -> None:
    new = ending.successor_in(program.fiscal_year)
    if ending.succession is not None and new is not None:
        on = ending.succession.superseded_on
        before, after = event_authorisations([ending.after, new])
        event = AuthorisationHandedOver(**event_fields(program, on), old=before, new=after)
        work.emit(event, moment_of(on, program.facility.zone, work.now))
    # A program of an earlier year ends silently with its item: the program of the new year continues it.
    # What has ended needs no basis any more.
    elif program.state in LIVE and ending.after.end_reason != "continued" and ending.after.ended_on is not None:
        (ended,) = event_authorisations([ending.after])
        without_it = ending.after.ended_on + timedelta(days=1)
        work.emit(
            AuthorisationEnded(
                **event_fields(program, without_it),
                ended=ended,
                reason=cast("ExtensibleEndReason", ending.after.end_reason),
                ended_on=ending.after.ended_on,
            ),
            moment_of(without_it, program.facility.zone, work.now),
        )


def _continuing(endings: Iterable[Ending]) -> dict[UUID, Authorisation]:
    """The authorisations that continue those that end, by their scope items."""
    continuing = (ending.continuation for ending in endings)
    return {each.scope_item_id: each for each in continuing if each is not None}
