"""The forms of a session: those that record it immediately, and those that propose it for a closed month."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.programs.cohorts.pages.naming import names_beside
from services.programs.cohorts.queries import RosterEntry, ShowCohort, show_cohort
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sessions.pages.form import choices
from services.programs.sessions.queries.sessions import ShowSession, show_session
from shared.access import Work
from shared.console.screen import Screen
from shared.operations.settings import Settings
from shared.values.terms import day_in


async def new_session(work: Work, screen: Screen, settings: Settings, cohort_id: UUID) -> dict[str, Any]:
    """A session of a cohort that is to be entered, with a row for each participant who is enrolled on the day."""
    cohort = await show_cohort(work, ShowCohort(cohort_id))
    program = await show_program(work, ShowProgram(cohort.program_id))
    today = day_in(program.facility.zone, work.now)
    day = screen.typed_day("held_on") or today
    roster = enrolled_on(day, cohort.roster or ())
    return {
        "cohort": cohort,
        "roster": roster,
        "roster_day": day,
        "names": await names_beside(work, settings, cohort) or {},
        "today": today,
        **await choices(work, program),
    }


async def recorded_session(work: Work, screen: Screen, settings: Settings, session_id: UUID) -> dict[str, Any]:
    """A session as it is recorded, with its marks or its audience."""
    session = await show_session(work, ShowSession(session_id))
    program = await show_program(work, ShowProgram(session.program_id))
    cohort = await show_cohort(work, ShowCohort(session.cohort_id)) if session.cohort_id else None
    day = screen.typed_day("held_on") or session.held_on
    return {
        "session": session,
        "cohort": cohort,
        "roster": enrolled_on(day, cohort.roster or ()) if cohort else (),
        "roster_day": day,
        "names": (await names_beside(work, settings, cohort) if cohort else None) or {},
        "marks": {each.participant_ref: each for each in session.attendance or ()},
        "numbers": {group.participants: group.number for group in session.audience or ()},
        **await choices(work, program),
    }


def enrolled_on(day: date, roster: Sequence[RosterEntry]) -> list[RosterEntry]:
    """The entries of those who take part on a day."""
    return [each for each in roster if each.admitted_on <= day and (each.ended_on is None or each.ended_on >= day)]
