"""Coaching: a program opens, a cohort begins, sessions are held, products are made, and agreements counts them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from deploy.demo.client import Answer
from deploy.demo.steps.office import Json, Office


@dataclass(frozen=True)
class Cohort:
    """A cohort of an office, with the references of its participants; no name passes through Sinergi."""

    office: Office
    id: str
    participants: tuple[str, ...]

    async def hold_session(self, held: date, topic: str, instructors: Sequence[Json] = (), **more: object) -> None:
        """Hold a session: all take part actively but the last two, who are passive and ill."""
        *active, passive, ill = self.participants
        attendance = [
            *({"participant_ref": each, "mark": "active"} for each in active),
            {"participant_ref": passive, "mark": "passive"},
            {"participant_ref": ill, "mark": "absent", "reason": "ill"},
        ]
        session = {"held_on": held.isoformat(), "topic": topic, "instructors": instructors, "attendance": attendance}
        await _post(self.office, f"/cohorts/{self.id}/sessions", session | more)

    async def lose_session(self, planned: date, topic: str, instructors: Sequence[Json]) -> None:
        """A planned session does not take place, because the partner did not come."""
        lost = {"planned_on": planned.isoformat(), "topic": topic, "instructors": instructors}
        await _post(self.office, f"/cohorts/{self.id}/cancellations", lost | {"cancelled_by": "partner"})


async def program_of(office: Office, agreement: str, field: str) -> str:
    """The program of a scope item, once its event has reached agreements."""

    async def reported() -> str | None:
        activity = await office.show(f"/agreements/{agreement}/activity")
        items = (item for item in activity["scope_items"] if item["field"] == field)
        return next((program["program_id"] for item in items for program in item["programs"]), None)

    return str(await office.client.eventually("the program to be reported", reported))


async def open_program(office: Office, program: str, opened: date, capacity: int = 20) -> None:
    """Open a planned program for participants."""
    path = f"/programs/{program}"
    etag = (await office.client.get("programs", path, office.staff.officer)).etag
    await _post(office, f"{path}/openings", {"opened_on": opened.isoformat(), "capacity": capacity}, etag)


async def start_cohort(office: Office, program: str, started: date, references: str, number: int = 12) -> Cohort:
    """Start the first cohort of a program; the participants' references begin with `references`."""
    participants = tuple(f"{references}{place:04}" for place in range(1, number + 1))
    basis = {"kind": "convict", "basis": "hearing", "basis_reference": f"TPP-{started:%Y/%m}"}
    body = {
        "name": f"Angkatan I {started.year}",
        "started_on": started.isoformat(),
        "participants": [{"participant_ref": each} | basis for each in participants],
    }
    cohort = await _post(office, f"/programs/{program}/cohorts", body)
    return Cohort(office, str(cohort.body["id"]), participants)


async def plan_program(office: Office, template: str, name: str, fiscal_year: int) -> str:
    """Plan a program of the facility's own, which no agreement carries."""
    body = {"facility_id": office.facility, "template": template, "name": name, "fiscal_year": fiscal_year}
    return str((await _post(office, "/programs", body)).body["id"])


async def record_output(office: Office, program: str, output: Json) -> None:
    """Record a product of a program."""
    await _post(office, f"/programs/{program}/outputs", output)


async def record_performance(office: Office, program: str, performance: Json) -> None:
    """Record a performance of a program."""
    await _post(office, f"/programs/{program}/performances", performance)


async def complete_program(office: Office, program: str, ended: date) -> None:
    """Complete a program on its last day."""
    path = f"/programs/{program}"
    etag = (await office.client.get("programs", path, office.staff.officer)).etag
    await _post(office, f"{path}/endings", {"outcome": "completed", "ended_on": ended.isoformat()}, etag)


async def until_promised(office: Office, program: str) -> None:
    """Wait until sessions of a program can fulfil an obligation."""

    async def known() -> bool:
        path = f"/programs/{program}/obligations"
        return bool((await office.client.get("programs", path, office.staff.officer)).body)

    await office.client.eventually("the obligation to be known", known)


async def until_delivered(office: Office, agreement: str, delivered: int) -> None:
    """Wait until the ledger of an agreement has so much that was delivered."""

    async def in_ledger() -> bool:
        totals = (await office.show(f"/agreements/{agreement}/ledger"))["totals"]
        return bool(sum(each["delivered"] for each in totals) == delivered)

    await office.client.eventually(f"{delivered} to be delivered", in_ledger)


async def until_counted(office: Office, agreement: str, sessions: int) -> None:
    """Wait until agreements counts so many sessions under an agreement."""

    async def counted() -> bool:
        activity = await office.show(f"/agreements/{agreement}/activity")
        return bool(sum(item["sessions"] for item in activity["scope_items"]) == sessions)

    await office.client.eventually(f"{sessions} sessions to be counted", counted)


async def _post(office: Office, path: str, body: Json, etag: str | None = None) -> Answer:
    return await office.client.post("programs", path, office.staff.officer, body, etag)
