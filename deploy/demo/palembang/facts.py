"""The facts at the end of the story."""

from deploy.demo.facts import Fact, agreements_of, both, ceremony_facts, counted_by, notices_of
from deploy.demo.palembang.cast import HEAD, OFFICER, REVIEWER
from deploy.demo.palembang.story import PalembangStory
from deploy.demo.steps.ceremony import openings_at
from shared.values.labels import label

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
        await _products(story),
        *await notices_of(story.client, DESKS),
    ]


async def _products(story: PalembangStory) -> Fact:
    path = f"/facilities/{story.office.facility}/outcomes?year=2022"
    made = (await story.client.get("programs", path, OFFICER)).body["products"]
    answer = "; ".join(
        f"{both([label('product', each['product'])])} {each['quantity']:,} {both([label('output_unit', each['unit'])])}"
        for each in made
    )
    return Fact("Hasil tahun 2022 / products of 2022", "GET /facilities/{id}/outcomes", answer.replace(",", "."))
