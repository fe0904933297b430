"""Climbing: once each working day, every open matter takes the steps that it has reached."""

from collections import Counter
from dataclasses import dataclass

from services.notifications.book.store import load_book
from services.notifications.delivery.store import insert_to_tell
from services.notifications.inbox.commands.showing import open_matters, refresh_notices, repeat_notices, still_to_open
from services.notifications.inbox.model import MORE_RECENT
from services.notifications.ladder.model import DueStep, steps_on, told_above
from services.notifications.ladder.store import insert_steps, load_standing, lock_run, save_run
from services.notifications.matters.store import lock_matters
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.terms import day_in
from shared.values.working_days import office_calendar

BATCH = 200


@dataclass(frozen=True, slots=True)
class ClimbLadders:
    """Take every step that is due today."""


@use_case(scope=nationwide)
async def climb_ladders(work: Work, _command: ClimbLadders) -> bool:
    """Repeat matters, or raise them to the levels above; whether there is more. System only."""
    today = day_in(CAPITAL_ZONE, work.now)
    # Compared for equality: a clock that was set back climbs again, and takes no step twice.
    if await lock_run(work.connection) == today or not office_calendar().is_working(today):
        return False
    # An event must not close a matter while it is raised to the level above.
    await lock_matters(work.connection)
    book = await load_book(work.connection)
    for rule in book.rules.rules:
        for step in steps_on(rule, today):
            if await _take(work, step) == BATCH:
                return True
    await save_run(work.connection, today)
    return False


async def _take(work: Work, step: DueStep) -> int:
    """Let matters take one step; how many they were."""
    today = day_in(CAPITAL_ZONE, work.now)
    standing = await load_standing(work.connection, step, today, BATCH)
    if not standing:
        return 0
    if step.rung == "again":
        repeated = {notice_id for notice_id, _ in standing}
        await repeat_notices(work, repeated)
        await insert_to_tell(work.connection, repeated, "again")
    else:
        # Several desks of a facility have the same matter, and the level above gets it once.
        above = (told_above(matter, step, today) for _, matter in standing)
        each_once = {(*matter.cause, matter.desk): matter for matter in above if matter}
        opened = await open_matters(work, await still_to_open(work.connection, list(each_once.values())))
        await refresh_notices(work, MORE_RECENT, opened=opened, lost=Counter())
    await insert_steps(work.connection, [matter for _, matter in standing], step.rung, work.now)
    return len(standing)
