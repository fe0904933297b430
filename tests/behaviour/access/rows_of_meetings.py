"""The rows of calls of meetings, and of retracted meetings: correct in everything except the right to make them."""

from typing import Any

from tests.behaviour.access.row import Request, Row, of_ours
from tests.behaviour.access.rows_of_agreements import LEVELS, SERVICE
from tests.behaviour.access.sample import Sample

PATH = "/meeting-calls/{call_id}"


def plan(sample: Sample) -> dict[str, Any]:
    """When and where a meeting is to be held."""
    return {"planned_on": sample.office.day(1), "venue": "Ruang Rapat"}


def call_body(sample: Sample) -> dict[str, Any]:
    """A meeting that the facility calls with its partner."""
    units = {"called_by": sample.units["facility"], "invited": [sample.units["partner"]]}
    return plan(sample) | units | {"kinds": ["evaluation"]}


async def called(sample: Sample) -> str:
    """A called meeting; its path."""
    made = await sample.sinergi.agreements.post("/meeting-calls", call_body(sample), sample.office.officer)
    assert made.status_code == 201, made.text
    return f"/meeting-calls/{made.json()['id']}"


async def calling(sample: Sample) -> Request:
    return Request("/meeting-calls", call_body(sample))


async def listing(sample: Sample) -> Request:
    await called(sample)
    return Request("/meeting-calls?limit=200")


async def reading(sample: Sample) -> Request:
    return Request(await called(sample))


async def moving(sample: Sample) -> Request:
    path = await called(sample)
    return Request(path, plan(sample), path)


async def calling_off(sample: Sample) -> Request:
    path = await called(sample)
    return Request(f"{path}/cancellations", {"reason": "Mitra berhalangan."}, path)


def retracting(level: str) -> Row:
    """The retraction of a meeting about an agreement of this level."""

    async def request(sample: Sample) -> Request:
        path = f"/meetings/{await sample.record_meeting(await sample.drafted(level), sample.office.keeper(level))}"
        return Request(f"{path}/retractions", {"reason": "Tercatat dua kali."}, path)

    return Row(SERVICE, "POST", "/meetings/{meeting_id}/retractions", request, LEVELS[level])


ROWS = (
    *(retracting(level) for level in LEVELS),
    Row(SERVICE, "POST", "/meeting-calls", calling),
    Row(SERVICE, "GET", "/meeting-calls", listing, None, of_ours),
    Row(SERVICE, "GET", PATH, reading),
    Row(SERVICE, "PUT", PATH, moving),
    Row(SERVICE, "POST", f"{PATH}/cancellations", calling_off),
)
