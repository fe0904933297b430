"""The rows of programs."""

from tests.behaviour.access.row import Request, Row, in_part_without, lists, read
from tests.behaviour.access.stage import Stage

SERVICE = "programs"


async def opening(stage: Stage) -> Request:
    thing = f"/programs/{stage.planned.pop()}"
    return Request(f"{thing}/openings", {"opened_on": stage.desk.day(0), "capacity": 20}, thing)


async def starting(stage: Stage) -> Request:
    return Request(f"/programs/{stage.ids['program']}/cohorts", stage.cohort_body())


async def holding(stage: Stage) -> Request:
    return Request(f"/cohorts/{stage.ids['cohort']}/sessions", stage.session_body())


ROWS = (
    read(SERVICE, "/templates"),
    read(SERVICE, "/templates/{code}"),
    read(SERVICE, "/programs", "?limit=200&facility={facility}", mark=lists("program")),
    read(SERVICE, "/programs/{program_id}"),
    read(SERVICE, "/programs/{program_id}/sessions", mark=lists("session")),
    read(SERVICE, "/cohorts/{cohort_id}", mark=in_part_without('"participant_ref"')),
    read(SERVICE, "/sessions/{session_id}", mark=in_part_without('"participant_ref"')),
    read(SERVICE, "/tasks"),
    Row(SERVICE, "POST", "/programs/{program_id}/openings", opening),
    Row(SERVICE, "POST", "/programs/{program_id}/cohorts", starting),
    Row(SERVICE, "POST", "/cohorts/{cohort_id}/sessions", holding),
)
