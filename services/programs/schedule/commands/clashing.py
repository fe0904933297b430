"""The clashes of planned sessions with everything else in the timetable of a facility."""

from collections.abc import Sequence
from uuid import UUID

from services.programs.cohorts.store.enrolled import load_enrolled_now
from services.programs.instructors.store import load_instructors
from services.programs.schedule.model.clashes import Clash, Slot, clashes_between, without_permit
from services.programs.schedule.store import load_beside
from shared.access import Work


async def find_clashes(work: Work, facility_id: UUID, slots: Sequence[Slot]) -> list[Clash]:
    """The clashes of slots that are on record. Raises `InstructorUnknown`."""
    named = sorted({each for slot in slots for each in slot.instructors})
    instructors = {each.id: each for each in await load_instructors(work.connection, facility_id, named)}
    days = [slot.planned_on for slot in slots]
    beside = await load_beside(work.connection, facility_id, min(days), max(days))
    cohorts = {slot.cohort_id for slot in (*slots, *beside) if slot.cohort_id}
    enrolled = await load_enrolled_now(work.connection, cohorts)
    return [*clashes_between(slots, beside, enrolled), *without_permit(slots, instructors)]
