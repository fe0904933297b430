"""Visits of the sample data: its facility is the guest of another one."""

from typing import TYPE_CHECKING, Any

from shared.values.terms import months_after

if TYPE_CHECKING:
    from tests.behaviour.http.sample_data import SampleData

Json = dict[str, Any]
FARM = "waste_bank_and_greening"


async def make_visits(sample: "SampleData") -> None:
    """Visits that are called off, declined, and held; a practice that is adopted, and one that is not."""
    host = next(sample.sinergi.facilities)
    sample.visited = host["name"]
    await sample.sinergi.assign(sample.account("host"), "officer", "facility", host["id"])
    sample.ids["host_id"] = host["id"]
    facilities = {"host_id": host["id"], "guest_id": sample.facility["id"]}
    farm, own = await _program(sample, host["id"], "host"), await _program(sample, sample.facility["id"], "officer")
    await _without_a_visit(sample, facilities)
    await _held(sample, facilities, farm)
    await _followed_up(sample, facilities, farm, own)
    await sample.do("GET /visits")
    await sample.do("GET /visits/{visit_id}")
    await sample.do("GET /adoptions")


def _request(facilities: Json) -> Json:
    return facilities | {"topics": ["Program rehabilitasi", "Program ketahanan pangan"], "letter": "CONTOH-112"}


async def _program(sample: "SampleData", facility: str, role: str) -> str:
    year = sample.sinergi.today().year
    body = {"facility_id": facility, "template": FARM, "name": "Kebun ketahanan pangan", "fiscal_year": year}
    return str((await sample.do("POST /programs", body, role)).json()["id"])


async def _without_a_visit(sample: "SampleData", facilities: Json) -> None:
    off, declined = [(await sample.do("POST /visits", _request(facilities))).json()["id"] for _ in range(2)]
    cancellation = {"cancelled_by": "guest", "cancelled_on": sample.day(0), "reason": "no_funding"}
    await sample.do("POST /visits/{visit_id}/cancellations", cancellation, if_match='"1"', visit_id=off)
    reason = {"answer": "declined", "reason": "schedule"}
    await sample.do("POST /visits/{visit_id}/answers", reason, "host", if_match='"1"', visit_id=declined)


def _minutes(day: str, farm: str) -> Json:
    return {
        "held": day,
        "started_at": "09:00",
        "attendance": [{"side": "host", "group": "Pejabat struktural", "people": 6}],
        "exchanged": [{"given_by": "host", "kind": "mechanism", "title": "Rehabilitasi berbasis komunitas"}],
        "inspections": [{"site": "Lahan pertanian", "findings": "Terawat.", "program_id": farm}],
        "action_items": [{"task": "Membahas kerja sama", "owner": "guest"}],
    }


async def _held(sample: "SampleData", facilities: Json, farm: str) -> None:
    visit = (await sample.do("POST /visits", _request(facilities))).json()["id"]
    answer = {"answer": "agreed", "planned_on": sample.day(0), "starts_at": "09:00", "programs": [[], [farm]]}
    await sample.do("POST /visits/{visit_id}/answers", answer, "host", if_match='"1"', visit_id=visit)
    record = _minutes(sample.day(0), farm)
    await sample.do("POST /visits/{visit_id}/records", record, if_match='"2"', visit_id=visit)
    shown = await sample.sinergi.programs.get(f"/visits/{visit}", sample.account("officer"))
    sample.ids["task_id"] = shown.json()["action_items"][0]["id"]
    done = {"completed_on": sample.day(0)}
    await sample.do("POST /visits/{visit_id}/action-items/{task_id}/completions", done, visit_id=visit)


async def _followed_up(sample: "SampleData", facilities: Json, farm: str, own: str) -> None:
    """A visit of some months ago: its practice was adopted in the meantime, and a second plan was given up."""
    earlier = months_after(sample.sinergi.today(sample.facility["zone"]), -7).isoformat()
    body = facilities | {"topics": [{"title": "Ketahanan pangan", "programs": [farm]}]} | _minutes(earlier, farm)
    sample.ids["visit_id"] = (await sample.do("POST /visits/registrations", body)).json()["id"]
    plan = {"from_program": farm, "planned_on": earlier, "adopt_by": sample.day(0)}
    step = "POST /visits/{visit_id}/adoptions"
    sample.ids["adoption_id"] = (await sample.do(step, plan, if_match='"1"')).json()["id"]
    await sample.do(f"{step}/{{adoption_id}}/programs", {"program_id": own}, if_match='"2"')
    opening = {"opened_on": sample.day(0), "capacity": 20}
    await sample.do("POST /programs/{program_id}/openings", opening, if_match='"1"', program_id=own)
    audience = [{"participants": "convict", "number": 12}]
    session = {"held_on": sample.day(0), "kind": "practice", "topic": "Menanam", "audience": audience}
    await sample.do("POST /programs/{program_id}/sessions", session, program_id=own)
    checked: Json = {"outcome": "adopted", "checked_on": sample.day(0)}
    await sample.do(f"{step}/{{adoption_id}}/checks", checked, if_match='"3"')
    again = (await sample.do(step, plan, if_match='"4"')).json()["id"]
    given_up = {"outcome": "not_adopted", "checked_on": sample.day(0), "reason": "no_land"}
    await sample.do(f"{step}/{{adoption_id}}/checks", given_up, if_match='"5"', adoption_id=again)
