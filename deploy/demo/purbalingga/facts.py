"""The facts at the end of the story."""

from typing import Any

from deploy.demo.facts import Fact, both, counted_by, notices_of, waiting_for
from deploy.demo.purbalingga.cast import HOST_OFFICER, MADE_UP_OFFICER, STAFF
from deploy.demo.purbalingga.story import PurbalinggaStory
from shared.contracts.meetings import ReportedDay
from shared.values.labels import label
from shared.values.reported_days import written_reported_day

DESKS = {
    "petugas tuan rumah / officer of the host": HOST_OFFICER,
    "petugas tamu / officer of the guest": STAFF.officer,
    "kanwil / region": STAFF.reviewer,
    "petugas unit contoh / officer of the made-up unit": MADE_UP_OFFICER,
}


async def read_facts(story: PurbalinggaStory) -> list[Fact]:
    """Query the three services."""
    visit = (await story.client.get("programs", story.visit, STAFF.reviewer)).body
    adoptions = (await story.client.get("programs", f"/adoptions?facility={story.host}", STAFF.reviewer)).body["items"]
    return [
        *_visited(visit),
        Fact(
            "Replikasi / adoptions",
            "GET /adoptions?facility=…",
            counted_by("adoption_state", (each["state"] for each in adoptions)),
        ),
        *(_lineage(each) for each in adoptions),
        await _sessions(story),
        *await notices_of(story.client, DESKS),
        await waiting_for(story.client, STAFF.officer, "petugas tamu / waits for the officer of the guest"),
    ]


def _visited(visit: Any) -> list[Fact]:
    held = ReportedDay.model_validate(visit["record"]["held"])
    certain = "pasti / certain" if held.certain else "tidak pasti / uncertain"
    done = sum(item["completed_on"] is not None for item in visit["action_items"])
    counts = (
        f"{len(visit['record']['exchanged'])} dipertukarkan / exchanged, "
        f"{len(visit['record']['inspections'])} ditinjau / inspected, "
        f"{done} dari / of {len(visit['action_items'])} tindak lanjut selesai / tasks done"
    )
    day = f"{both([written_reported_day(held)])}, {visit['record']['started_at']} WIB: {certain}"
    return [
        Fact("Tanggal kunjungan / day of the visit", "GET /visits/{id}", day),
        Fact("Kunjungan / the visit", "GET /visits/{id}", counts),
    ]


def _lineage(adoption: Any) -> Fact:
    came = f"{adoption['title']['id']}: {adoption['host']['name']} → {adoption['guest']['name']}"
    result = both([label("adoption_state", adoption["state"])])
    reason = f" ({both([label('abandon_reason', adoption['reason'])])})" if adoption["reason"] else ""
    return Fact("Asal praktik / lineage", "GET /adoptions", f"{came}; {result}{reason}")


async def _sessions(story: PurbalinggaStory) -> Fact:
    path = f"/programs/{story.adopted}"
    tally = (await story.client.get("programs", path, STAFF.officer)).body["tally"]
    answer = f"{tally['sessions']} pertemuan / sessions, {tally['active'] + tally['passive']} kehadiran / attendances"
    return Fact("Program replikasi / adopted program", "GET /programs/{id}", answer)
