"""The facts at the end of the story, queried from the services with the accounts of the cast."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deploy.demo.cast import ADDED_SCOPE, DIRECTORATE, OFFICER, PARTNER_CONTACT, REVIEWER, contact_of
from deploy.demo.story import Story
from shared.values.labels import label
from shared.values.texts import Text


@dataclass(frozen=True)
class Fact:
    """One fact: its question, its request and its answer."""

    question: str
    request: str
    answer: str


async def read_facts(story: Story) -> list[Fact]:
    """Query the three services."""
    return [*await _agreements(story), *await _programs(story), *await _notices(story), await _waiting(story)]


def both(texts: Iterable[Text]) -> str:
    """Names in both languages, Indonesian first."""
    named = list(texts)
    return f"{', '.join(text.id for text in named)} / {', '.join(text.en for text in named)}"


async def _agreements(story: Story) -> list[Fact]:
    facts = []
    for name, agreement in (("lama / old", story.old), ("baru / new", story.new)):
        path = f"/agreements/{agreement}"
        body = (await story.client.get("agreements", path, OFFICER)).body
        activity = (await story.client.get("agreements", f"{path}/activity", OFFICER)).body
        states = (label("document_state", body["state"]), label("implementation", activity["implementation"]))
        answer = f"{both(states)}; {len(body['scope_items'])} ruang lingkup / scope items"
        facts.append(Fact(f"Perjanjian {name} {body['registration_number']}", f"GET {path[:19]}…", answer))
    changes = body["scope_changes"]
    diff = (
        f"{len(changes['kept'])} tetap / kept, {len(changes['added'])} ditambah / added, "
        f"{len(changes['removed'])} dihapus / removed"
    )
    facts.append(Fact("Perubahan ruang lingkup / scope diff", "scope_changes", diff))
    sessions = sum(item["sessions"] for item in activity["scope_items"])
    present = sum(item["active"] + item["passive"] for item in activity["scope_items"])
    facts.append(
        Fact("Kegiatan / activity", "…/activity", f"{sessions} pertemuan / sessions, {present} kehadiran / attendances")
    )
    return facts


async def _programs(story: Story) -> list[Fact]:
    path = f"/programs?agreement={story.new}&limit=50"
    programs = (await story.client.get("programs", path, DIRECTORATE)).body["items"]
    states = Counter(program["state"] for program in programs)
    years = Counter(program["fiscal_year"] for program in programs)
    answer = ", ".join(f"{number} {both([label('program_state', state)])}" for state, number in sorted(states.items()))
    by_year = ", ".join(f"{number} × TA {year}" for year, number in sorted(years.items()))
    question = "Program perjanjian baru / programs of the new one"
    return [Fact(question, "GET /programs?agreement=…", f"{answer} ({by_year})")]


async def _notices(story: Story) -> list[Fact]:
    """The notices of some desks, and the reasons of those that were closed."""
    desks = {
        "petugas / officer": OFFICER,
        "kanwil / region": REVIEWER,
        "mitra / partner": PARTNER_CONTACT,
        "dinas / agency": contact_of(ADDED_SCOPE[0].agency),
    }
    facts: list[Fact] = []
    closed: dict[str, str] = {}
    for name, account in desks.items():
        notices = (await story.client.get("notifications", "/inbox?limit=200", account)).body["items"]
        facts.append(Fact(f"Pemberitahuan {name}", "GET /inbox", _counted(notices)))
        # The partner's contact has the notices of its agencies as well: each notice is counted once.
        closed |= {notice["id"]: both([Text(**notice["closed_because"])]) for notice in notices if notice["closed_at"]}
    reasons = "\n".join(f"{number} × {reason}" for reason, number in Counter(closed.values()).most_common())
    return [*facts, Fact("Sebab ditutup / why they were closed", "closed_because", reasons)]


def _counted(notices: Sequence[Mapping[str, Any]]) -> str:
    """How many notices were issued, were closed with their cause, are still open, and were read."""
    still_open = [notice for notice in notices if not notice["closed_at"]]
    expired = sum(notice["expired"] for notice in still_open)
    counts = [
        f"{len(notices)} terbit / issued",
        f"{len(notices) - len(still_open)} ditutup / closed",
        f"{len(still_open)} terbuka / open",
    ]
    counts[-1] += f" ({expired} kedaluwarsa / expired)" if expired else ""
    read = sum(notice["read_at"] is not None for notice in notices)
    return ", ".join([*counts, f"{read} dibaca / read"] if read else counts)


async def _waiting(story: Story) -> Fact:
    """The lists of the three services in one: the first due comes first, then the oldest."""
    cases = [
        case
        for service in story.client.addresses
        for case in (await story.client.get(service, "/waiting?limit=200", OFFICER)).body["items"]
    ]
    # Cases with equal first parts either both have a due day or both have None, so None is never compared with a day.
    cases.sort(key=lambda case: (case["due_on"] is None, case["due_on"], case["since"]))
    overdue = sum(case["overdue"] for case in cases)
    first = f"; pertama / first: {both([Text(**cases[0]['title'])])}" if cases else ""
    answer = f"{len(cases)} hal / cases, {overdue} terlambat / overdue{first}"
    return Fact("Menunggu petugas / waits for the officer", "GET /waiting", answer)
