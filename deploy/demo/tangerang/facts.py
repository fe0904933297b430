"""The facts at the end of the story."""

from dataclasses import replace

from deploy.demo.facts import Fact, activity_of, agreements_of, ceremony_facts, ledger_of, notices_of, waiting_for
from deploy.demo.tangerang.cast import HEAD, MADE_UP_FACILITY, MADE_UP_STAFF, OFFICER, REVIEWER
from deploy.demo.tangerang.story import TangerangStory

DESKS = {
    "petugas / officer": OFFICER,
    "kepala / head": HEAD,
    "kanwil / region": REVIEWER,
    f"petugas {MADE_UP_FACILITY} / its officer": MADE_UP_STAFF.officer,
}


async def read_facts(story: TangerangStory) -> list[Fact]:
    """Query the three services."""
    officer = MADE_UP_STAFF.officer
    return [
        *await ceremony_facts(story.client, story.ceremony.id, OFFICER),
        await agreements_of(story.client, story.office.facility, OFFICER),
        await _performed(story),
        *map(_at_made_up_unit, await ceremony_facts(story.client, story.made_up_ceremony.id, officer)),
        _at_made_up_unit(await agreements_of(story.client, story.made_up.facility, officer)),
        _at_made_up_unit(await activity_of(story.client, story.made_up_agreements[0]["id"], officer)),
        _at_made_up_unit(await ledger_of(story.client, story.made_up_agreements[0]["id"], officer)),
        _at_made_up_unit(await _lost(story)),
        *await notices_of(story.client, DESKS),
        await waiting_for(story.client, officer, f"petugas {MADE_UP_FACILITY} / waits for its officer"),
    ]


def _at_made_up_unit(fact: Fact) -> Fact:
    return replace(fact, question=f"{MADE_UP_FACILITY}: {fact.question}")


async def _performed(story: TangerangStory) -> Fact:
    path = f"/programs/{story.ensemble_program}/performances"
    given = (await story.client.get("programs", path, OFFICER)).body["items"]
    performers = sum(group["number"] for each in given for group in each["performers"])
    answer = f"{len(given)} pentas / performances, {performers} penampil / performers"
    return Fact("Kelompok seni / ensemble", "GET /programs/{id}/performances", answer)


async def _lost(story: TangerangStory) -> Fact:
    path = f"/programs/{story.counselling}/cancellations"
    lost = (await story.client.get("programs", path, MADE_UP_STAFF.officer)).body["items"]
    answer = f"{len(lost)} dibatalkan mitra / called off by the partner"
    return Fact("Konseling yang hilang / lost counselling", "GET /programs/{id}/cancellations", answer)
