"""The facts at the end of the story."""

from deploy.demo.facts import Fact, activity_of, agreements_of, ceremony_facts, notices_of, waiting_for
from deploy.demo.tangerang.cast import HEAD, MADE_UP_STAFF, OFFICER, REVIEWER
from deploy.demo.tangerang.story import TangerangStory

DESKS = {
    "petugas / officer": OFFICER,
    "kepala / head": HEAD,
    "kanwil / region": REVIEWER,
    "petugas unit contoh / officer of the made-up unit": MADE_UP_STAFF.officer,
}


async def read_facts(story: TangerangStory) -> list[Fact]:
    """Query the three services."""
    made_up, officer = story.made_up, MADE_UP_STAFF.officer
    return [
        *await ceremony_facts(story.client, story.ceremony.id, OFFICER),
        await agreements_of(story.client, story.office.facility, OFFICER),
        await _performed(story),
        *await ceremony_facts(story.client, story.made_up_ceremony.id, officer),
        await agreements_of(story.client, made_up.facility, officer),
        await activity_of(story.client, story.made_up_agreements[0]["id"], officer),
        await _lost(story),
        *await notices_of(story.client, DESKS),
        await waiting_for(story.client, officer, "petugas unit contoh / waits for its officer"),
    ]


async def _performed(story: TangerangStory) -> Fact:
    path = f"/programs/{story.ensemble_program}/sessions"
    sessions = (await story.client.get("programs", path, OFFICER)).body["items"]
    performed = sum(each["kind"] == "performance" for each in sessions)
    present = sum(each["active"] + each["passive"] for each in sessions)
    answer = f"{performed} penampilan / performances, {present} peserta / participants"
    return Fact("Kelompok seni / ensemble", "GET /programs/{id}/sessions", answer)


async def _lost(story: TangerangStory) -> Fact:
    path = f"/programs/{story.counselling}/cancellations"
    lost = (await story.client.get("programs", path, MADE_UP_STAFF.officer)).body["items"]
    answer = f"{len(lost)} dibatalkan mitra / called off by the partner"
    return Fact("Konseling yang hilang / lost counselling", "GET /programs/{id}/cancellations", answer)
