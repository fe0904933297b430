"""The facts at the end of the story."""

from deploy.demo.facts import Fact, activity_of, agreements_of, counted_by, ledger_of, notices_of, waiting_for
from deploy.demo.selong.cast import HEAD, OFFICER, REVIEWER
from deploy.demo.selong.story import SelongStory

DESKS = {"petugas / officer": OFFICER, "kepala / head": HEAD, "kanwil / region": REVIEWER}


async def read_facts(story: SelongStory) -> list[Fact]:
    """Query the three services."""
    proposals = (await story.office.show(f"/proposals?unit={story.office.facility}"))["items"]
    states = counted_by("proposal_state", (each["state"] for each in proposals))
    return [
        Fact("Proposal / proposals", "GET /proposals?unit=…", states),
        await agreements_of(story.client, story.office.facility, OFFICER),
        await activity_of(story.client, story.agreement, OFFICER),
        await ledger_of(story.client, story.agreement, OFFICER),
        *await notices_of(story.client, DESKS),
        await waiting_for(story.client, OFFICER, "petugas / waits for the officer"),
    ]
