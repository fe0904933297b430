"""The rows of programs."""

from tests.behaviour.access.row import Request, Row, in_part_without, lists, read
from tests.behaviour.access.sample import Sample

SERVICE = "programs"


async def opening(sample: Sample) -> Request:
    target = f"/programs/{sample.planned.pop()}"
    return Request(f"{target}/openings", {"opened_on": sample.office.day(0), "capacity": 20}, target)


async def starting(sample: Sample) -> Request:
    return Request(f"/programs/{sample.ids['program']}/cohorts", sample.cohort_body())


async def holding(sample: Sample) -> Request:
    return Request(f"/cohorts/{sample.ids['cohort']}/sessions", sample.session_body())


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
