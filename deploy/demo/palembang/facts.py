"""The facts at the end of the story."""

from deploy.demo.facts import Fact, agreements_of, ceremony_facts, counted_by, notices_of
from deploy.demo.palembang.cast import HEAD, OFFICER, REVIEWER
from deploy.demo.palembang.story import PalembangStory
from deploy.demo.steps.ceremony import openings_at

DESKS = {"petugas / officer": OFFICER, "kepala / head": HEAD, "kanwil / region": REVIEWER}


async def read_facts(story: PalembangStory) -> list[Fact]:
    """Query the three services."""
    recognitions = await story.client.get("agreements", "/recognitions?limit=200", OFFICER)
    granted = [each["state"] for each in recognitions.body["items"]]
    states = [each["state"] for each in await openings_at(story.ceremony)]
    return [
        Fact("Penghargaan / recognitions", "GET /recognitions", counted_by("recognition_state", granted)),
        *await ceremony_facts(story.client, story.ceremony.id, OFFICER),
        await agreements_of(story.client, story.office.facility, OFFICER),
        Fact("Program yang dibuka / programs that open", "GET /ceremony-openings", counted_by("opening_state", states)),
        *await notices_of(story.client, DESKS),
    ]
