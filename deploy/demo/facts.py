"""Facts that several stories end with, queried from the services with the accounts of the cast."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deploy.demo.client import Client
from shared.values.labels import label
from shared.values.texts import Text


@dataclass(frozen=True)
class Fact:
    """One fact: its question, its request and its answer."""

    question: str
    request: str
    answer: str


def both(texts: Iterable[Text]) -> str:
    """Names in both languages, Indonesian first."""
    named = list(texts)
    return f"{', '.join(text.id for text in named)} / {', '.join(text.en for text in named)}"


def counted_by(list_of_labels: str, codes: Iterable[str]) -> str:
    """The count of each code, with its label."""
    counts = sorted(Counter(codes).items())
    return ", ".join(f"{count} {both([label(list_of_labels, code)])}" for code, count in counts)


async def agreements_of(client: Client, facility: str, account: str) -> Fact:
    """The states of the agreements of a facility."""
    path = f"/agreements?facility={facility}&limit=200"
    items = (await client.get("agreements", path, account)).body["items"]
    answer = counted_by("document_state", (each["state"] for each in items))
    return Fact("Perjanjian UPT / agreements of the facility", "GET /agreements?facility=…", answer)


async def activity_of(client: Client, agreement: str, account: str) -> Fact:
    """The sessions and attendances under an agreement."""
    items = (await client.get("agreements", f"/agreements/{agreement}/activity", account)).body["scope_items"]
    sessions = sum(item["sessions"] for item in items)
    present = sum(item["active"] + item["passive"] for item in items)
    answer = f"{sessions} pertemuan / sessions, {present} kehadiran / attendances"
    return Fact("Kegiatan / activity", "GET /agreements/{id}/activity", answer)


async def ledger_of(client: Client, agreement: str, account: str) -> Fact:
    """The dues of the parties of an agreement, and their outcome."""
    totals = (await client.get("agreements", f"/agreements/{agreement}/ledger", account)).body["totals"]
    parts = {"due": "ditagih / due", "delivered": "dipenuhi / delivered", "missed": "lewat tenggat / missed"}
    parts |= {"waived": "dibebaskan / waived", "open": "menunggu / waiting"}
    answers = [
        f"{each['unit_name']}: " + ", ".join(f"{each[name]} {words}" for name, words in parts.items())
        for each in totals
    ]
    return Fact("Neraca kewajiban / ledger of obligations", "GET /agreements/{id}/ledger", "; ".join(answers))


async def ceremony_facts(client: Client, ceremony: str, account: str) -> list[Fact]:
    """The reconciliation of a ceremony, and the order of its signatures."""
    body = (await client.get("agreements", f"/ceremonies/{ceremony}", account)).body
    found = body["reconciliation"]
    given = [given for each in body["agreements"] for party in each["parties"] for given in party["given"]]
    numbers = sorted(each["order_number"] for each in given)
    whole = numbers == list(range(1, len(numbers) + 1))
    signed = (
        f"{found['signed']} dari / of {found['planned']}; naskah terhitung / papers counted: {found['papers_counted']}"
    )
    order = f"1–{len(numbers)}, " + ("tanpa lompatan / without gaps" if whole else "ada lompatan / with gaps")
    return [
        Fact("Ditandatangani / signed", "GET /ceremonies/{id}", signed),
        Fact("Nomor urut tanda tangan / order of signatures", "GET /ceremonies/{id}", order),
    ]


async def notices_of(client: Client, desks: Mapping[str, str]) -> list[Fact]:
    """The notices of some desks; `desks` has the account of each name."""
    facts = []
    for name, account in desks.items():
        notices = (await client.get("notifications", "/inbox?limit=200", account)).body["items"]
        facts.append(Fact(f"Pemberitahuan {name}", "GET /inbox", _counted(notices)))
    return facts


async def waiting_for(client: Client, account: str, name: str) -> Fact:
    """The lists of the three services in one: the first due comes first, then the oldest."""
    cases = [
        case
        for service in client.addresses
        for case in (await client.get(service, "/waiting?limit=200", account)).body["items"]
    ]
    # Cases with equal first parts either both have a due day or both have None, so None is never compared with a day.
    cases.sort(key=lambda case: (case["due_on"] is None, case["due_on"], case["since"]))
    overdue = sum(case["overdue"] for case in cases)
    first = f"; pertama / first: {both([Text(**cases[0]['title'])])}" if cases else ""
    return Fact(f"Menunggu {name}", "GET /waiting", f"{len(cases)} hal / cases, {overdue} terlambat / overdue{first}")


def _counted(notices: Sequence[Mapping[str, Any]]) -> str:
    """The numbers of notices that were issued, were closed with their cause, are still open, and were read."""
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
