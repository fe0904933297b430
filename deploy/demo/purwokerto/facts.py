"""The facts at the end of the story."""

from collections import Counter

from deploy.demo.facts import Fact, activity_of, both, counted_by, notices_of, waiting_for
from deploy.demo.purwokerto.cast import ADDED_SCOPE, DIRECTORATE, OFFICER, PARTNER_CONTACT, REVIEWER, contact_of
from deploy.demo.purwokerto.story import PurwokertoStory
from shared.values.labels import label
from shared.values.texts import Text

DESKS = {
    "petugas / officer": OFFICER,
    "kanwil / region": REVIEWER,
    "mitra / partner": PARTNER_CONTACT,
    "dinas / agency": contact_of(ADDED_SCOPE[0].agency),
}


async def read_facts(story: PurwokertoStory) -> list[Fact]:
    """Query the three services."""
    return [
        await _agreement(story, "lama / old", story.old),
        await _agreement(story, "baru / new", story.new),
        await _changes(story),
        await activity_of(story.client, story.new, OFFICER),
        await _programs(story),
        *await notices_of(story.client, DESKS),
        await _causes(story),
        await waiting_for(story.client, OFFICER, "petugas / waits for the officer"),
    ]


async def _agreement(story: PurwokertoStory, name: str, agreement: str) -> Fact:
    path = f"/agreements/{agreement}"
    body = await story.office.show(path)
    activity = await story.office.show(f"{path}/activity")
    states = (label("document_state", body["state"]), label("implementation", activity["implementation"]))
    answer = f"{both(states)}; {len(body['scope_items'])} ruang lingkup / scope items"
    return Fact(f"Perjanjian {name} {body['registration_number']}", f"GET {path[:19]}…", answer)


async def _changes(story: PurwokertoStory) -> Fact:
    changes = (await story.office.show(f"/agreements/{story.new}"))["scope_changes"]
    answer = (
        f"{len(changes['kept'])} tetap / kept, {len(changes['added'])} ditambah / added, "
        f"{len(changes['removed'])} dihapus / removed"
    )
    return Fact("Perubahan ruang lingkup / scope diff", "scope_changes", answer)


async def _programs(story: PurwokertoStory) -> Fact:
    path = f"/programs?agreement={story.new}&limit=50"
    programs = (await story.client.get("programs", path, DIRECTORATE)).body["items"]
    years = Counter(program["fiscal_year"] for program in programs)
    by_year = ", ".join(f"{number} × TA {year}" for year, number in sorted(years.items()))
    answer = f"{counted_by('program_state', (program['state'] for program in programs))} ({by_year})"
    return Fact("Program perjanjian baru / programs of the new one", "GET /programs?agreement=…", answer)


async def _causes(story: PurwokertoStory) -> Fact:
    """The reasons of the notices that were closed."""
    closed: dict[str, str] = {}
    for account in DESKS.values():
        notices = (await story.client.get("notifications", "/inbox?limit=200", account)).body["items"]
        # The partner's contact has the notices of its agencies as well: each notice is counted once.
        closed |= {notice["id"]: both([Text(**notice["closed_because"])]) for notice in notices if notice["closed_at"]}
    reasons = "\n".join(f"{number} × {reason}" for reason, number in Counter(closed.values()).most_common())
    return Fact("Sebab ditutup / why they were closed", "closed_because", reasons)
