"""Visits of the sample: between its facility and a third one, which belongs to no column."""

from typing import TYPE_CHECKING, Any

from tests.behaviour.programs.visiting import FARM, TOPICS

if TYPE_CHECKING:
    from tests.behaviour.access.sample import Sample

Json = dict[str, Any]


def other_officer(sample: "Sample") -> str:
    return f"third-{sample.office.suffix}"


async def make_visits(sample: "Sample") -> None:
    """A visit with an adoption that no row changes, and programs of both facilities."""
    # Not in the region of the − columns, which would read its visits.
    third = next(each for each in sample.sinergi.facilities if each["region"] != sample.others["region"])
    sample.ids["third_facility"] = third["id"]
    await sample.sinergi.assign(other_officer(sample), "officer", "facility", sample.ids["third_facility"])
    sample.ids["third_program"] = await _program(sample, sample.ids["third_facility"], other_officer(sample))
    sample.ids["adopting_program"] = await _program(sample, sample.units["facility"], sample.office.officer)
    adoption = await adopting(sample)
    sample.ids["visit"], sample.ids["adoption"] = adoption.split("/")[2], adoption.split("/")[4]


def between(sample: "Sample", *, own: str) -> Json:
    """The two facilities; the sample's own one is the host or the guest."""
    pair = [sample.units["facility"], sample.ids["third_facility"]]
    return dict(zip(("host_id", "guest_id"), pair if own == "host" else reversed(pair), strict=True))


async def requested(sample: "Sample", *, own: str = "guest") -> str:
    """A request; its path."""
    account = sample.office.officer if own == "guest" else other_officer(sample)
    body = between(sample, own=own) | {"topics": TOPICS, "planned_on": sample.office.day(0)}
    return f"/visits/{(await changed(sample, '/visits', body, account))['id']}"


async def agreed(sample: "Sample") -> str:
    """A visit of the sample's facility that the third one has agreed to; its path."""
    path = await requested(sample)
    programs = [[sample.ids["third_program"]], []]
    answer = {"answer": "agreed", "planned_on": sample.office.day(0), "programs": programs}
    await changed(sample, f"{path}/answers", answer, other_officer(sample), 1)
    return path


async def held(sample: "Sample") -> str:
    """A visit that took place, with a task of the sample's facility; its path."""
    path = await agreed(sample)
    tasks = [{"task": "Membahas kerja sama", "owner": "guest"}]
    await changed(sample, f"{path}/records", {"action_items": tasks}, sample.office.officer, 2)
    return path


async def task(sample: "Sample") -> str:
    """The path of a task."""
    path = await held(sample)
    shown = await sample.sinergi.programs.get(path, sample.office.officer)
    return f"{path}/action-items/{shown.json()['action_items'][0]['id']}"


def plan(sample: "Sample") -> Json:
    """The body of a plan to adopt a practice."""
    days = {"planned_on": sample.office.day(0), "adopt_by": sample.office.day(90)}
    return days | {"from_program": sample.ids["third_program"]}


async def adopting(sample: "Sample") -> str:
    """The path of a plan to adopt a practice."""
    path = await held(sample)
    planned = await changed(sample, f"{path}/adoptions", plan(sample), sample.office.officer, 3)
    return f"{path}/adoptions/{planned['id']}"


async def _program(sample: "Sample", facility: str, account: str) -> str:
    body = {"facility_id": facility, "template": FARM, "name": "Kebun", "fiscal_year": sample.sinergi.today().year}
    return str((await changed(sample, "/programs", body, account))["id"])


async def changed(sample: "Sample", path: str, body: Json, account: str, version: int | None = None) -> Json:
    answer = await sample.sinergi.programs.post(path, body, account, if_match=f'"{version}"' if version else None)
    assert answer.is_success, answer.text
    return dict(answer.json())
