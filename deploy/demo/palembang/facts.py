"""The facts at the end of the story, queried from the services."""

from collections import Counter
from typing import Any

from deploy.demo.facts import Fact, both
from deploy.demo.palembang.cast import HEAD, OFFICER, REVIEWER
from deploy.demo.palembang.story import PalembangStory
from shared.values.labels import label


async def read_facts(story: PalembangStory) -> list[Fact]:
    """Query the three services."""
    ceremony = (await story.client.get("agreements", f"/ceremonies/{story.ceremony}", OFFICER)).body
    return [
        _reconciled(ceremony),
        _in_order(ceremony),
        await _alive(story),
        await _programs(story),
        *await _notices(story),
    ]


def _reconciled(ceremony: Any) -> Fact:
    found = ceremony["reconciliation"]
    answer = (
        f"{found['signed']} dari / of {found['planned']}; naskah terhitung / papers counted: {found['papers_counted']}"
    )
    return Fact("Ditandatangani / signed", "GET /ceremonies/{id}", answer)


def _in_order(ceremony: Any) -> Fact:
    numbers = sorted(
        given["order_number"]
        for each in ceremony["agreements"]
        for party in each["parties"]
        for given in party["given"]
    )
    whole = numbers == list(range(1, len(numbers) + 1))
    answer = f"1–{len(numbers)}, " + ("tanpa lompatan / without gaps" if whole else "ada lompatan / with gaps")
    return Fact("Nomor urut tanda tangan / order of signatures", "GET /ceremonies/{id}", answer)


async def _alive(story: PalembangStory) -> Fact:
    path = f"/agreements?facility={story.facility}&limit=200"
    items = (await story.client.get("agreements", path, OFFICER)).body["items"]
    states = Counter(each["state"] for each in items)
    answer = ", ".join(f"{count} {both([label('document_state', state)])}" for state, count in sorted(states.items()))
    return Fact("Perjanjian UPT / agreements of the facility", "GET /agreements?facility=…", answer)


async def _programs(story: PalembangStory) -> Fact:
    states = Counter(each["state"] for each in await story.openings())
    answer = ", ".join(f"{count} {both([label('opening_state', state)])}" for state, count in sorted(states.items()))
    return Fact("Program yang dibuka / programs that open", "GET /ceremony-openings", answer)


async def _notices(story: PalembangStory) -> list[Fact]:
    facts = []
    for name, account in (("petugas / officer", OFFICER), ("kepala / head", HEAD), ("kanwil / region", REVIEWER)):
        items = (await story.client.get("notifications", "/inbox?limit=200", account)).body["items"]
        still_open = sum(not each["closed_at"] for each in items)
        facts.append(
            Fact(f"Pemberitahuan {name}", "GET /inbox", f"{len(items)} terbit / issued, {still_open} terbuka / open")
        )
    return facts
