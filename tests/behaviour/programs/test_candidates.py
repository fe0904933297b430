"""The waiting list, and participants of a Rutan, an LPKA and a Bapas."""

import re

import pytest

from shared.values.labels import label
from tests.behaviour.client import Sinergi
from tests.behaviour.office import open_office, problem
from tests.behaviour.pages.form import Browser
from tests.behaviour.programs.place import Json, Place, open_place


def listed(place: Place, *refs: str, kind: str = "convict") -> Json:
    participants = [{"participant_ref": ref, "kind": kind, "basis": "voluntary"} for ref in refs]
    return {"listed_on": place.office.day(0), "participants": participants}


async def test_candidates_are_admitted_in_turn_within_the_capacity(place: Place) -> None:
    program = await place.opened(capacity=3)
    cohort = await place.started(program, *place.refs[:2])
    added = await place.post(f"{program}/candidates", listed(place, *place.refs[2:5]))
    assert [each["number"] for each in added.json()["candidates"]] == [1, 2, 3], added.text
    for ref in (place.refs[3], place.refs[0]):
        problem(await place.post(f"{program}/candidates", listed(place, ref)), 409, "already-candidate")
    call_up = {"admitted_on": place.office.day(0), "number": 2}
    problem(await place.post(f"{cohort}/call-ups", call_up), 409, "capacity-exceeded")
    admitted = await place.post(f"{cohort}/call-ups", call_up | {"number": 1})
    assert [each["code"] for each in admitted.json()["admitted"]] == ["K-03"], admitted.text
    shown = await place.show(f"{program}/candidates")
    assert (shown["free"], [each["participant_ref"] for each in shown["candidates"]]) == (0, list(place.refs[3:5]))
    end_reason = f"/candidates/{shown['candidates'][0]['id']}/endings"
    assert (await place.post(end_reason, {"reason": "transferred"}, if_match='"1"')).json()["state"] == "ended"
    problem(await place.post(end_reason, {"reason": "transferred"}, if_match='"2"'), 409, "wrong-state")
    everyone = (await place.show(f"{program}/candidates?all=true"))["candidates"]
    assert [each["state"] for each in everyone] == ["admitted", "ended", "waiting"]
    problem(await place.sinergi.programs.get(f"{program}/candidates", place.office.contact), 403, "not-permitted")


UNITS = {
    "rutan": ("detainee", {"client"}, "released"),
    "lpka": ("juvenile", {"convict", "detainee", "client"}, "completed"),
    "bapas": ("client", {"convict", "detainee", "juvenile"}, "withdrew"),
}
"""Of some kinds of units their own kind of participant, those that cannot be there, and why an enrolment ends."""


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.usefixtures("directorate")
async def test_each_kind_of_unit_runs_a_program(sinergi: Sinergi, unit: str) -> None:
    """A Rutan has detainees, an LPKA juveniles, a Bapas clients: from the waiting list to the end of the enrolment."""
    kind, others, reason = UNITS[unit]
    facility = next(sinergi.of_kind[unit])
    place = await open_place(await open_office(sinergi, facility))
    assert facility["name"].split()[0].lower() == unit
    program = await place.opened()
    for other in others:
        refused = await place.post(f"{program}/candidates", listed(place, *place.refs[2:4], kind=other))
        detail = problem(refused, 422, "participant-kind-not-here")["detail"]
        assert detail.startswith(
            f"Entri ke-1: {label('participant_kind', other).id} bukan peserta di {facility['name']}."
        )
        changed = [{"participant_ref": place.refs[0], "kind": other, "basis": "voluntary"}]
        refused = await place.post(f"{program}/cohorts", place.cohort() | {"participants": changed})
        problem(refused, 422, "participant-kind-not-here")
    starting = [{"participant_ref": place.refs[0], "kind": kind, "basis": "court", "basis_reference": "PN-2026/118"}]
    started = await place.post(f"{program}/cohorts", place.cohort() | {"participants": starting})
    assert started.status_code == 201, started.text
    cohort = f"/cohorts/{started.json()['id']}"
    assert (await place.post(f"{program}/candidates", listed(place, place.refs[1], kind=kind))).is_success
    called = await place.post(f"{cohort}/call-ups", {"admitted_on": place.office.day(0), "number": 1})
    assert called.status_code == 200, called.text
    present = [{"participant_ref": ref, "mark": "active"} for ref in place.refs[:2]]
    held = await place.post(f"{cohort}/sessions", place.session(*present))
    assert (held.status_code, held.json()["active"]) == (201, 2), held.text
    ending = {"ended_on": place.office.day(0), "reason": reason}
    enrolment = started.json()["enrolments"][0]["id"]
    assert (await place.post(f"/enrolments/{enrolment}/endings", ending)).is_success
    assert {each["kind"] for each in (await place.show(cohort))["roster"]} == {kind}
    # Every form begins with the unit's own kind and offers no one who cannot be there.
    officer = Browser(sinergi.programs, place.officer)
    forms = (f"{program}/kohort", f"{cohort}/peserta", f"{program}/daftar-tunggu/baru", f"{program}/pertemuan/terbuka")
    for address in forms:
        page = await officer.show(address.replace("/programs/", "/program/").replace("/cohorts/", "/kohort/"))
        offered = set(re.findall(r'(?:value="|name="audience-)(convict|detainee|juvenile|client)"', page.html))
        assert kind in offered, address
        assert not offered & others, address


async def test_the_waiting_list_on_pages(place: Place) -> None:
    program = await place.opened()
    cohort = await place.started(program, place.refs[0])
    officer = Browser(place.sinergi.programs, place.officer)
    address = f"/program/{program.rpartition('/')[2]}/daftar-tunggu"
    group = {"groups-0-participants": "\n".join(place.refs[1:3]), "groups-0-basis": "voluntary"}
    assert await officer.fill(f"{address}/baru", group) == address
    page = await officer.show(address)
    assert place.refs[1] in page.html
    (first, _second) = sorted(
        each for each in page.links() if each.startswith(f"{address}/") and not each.endswith("baru")
    )
    assert await officer.fill(first, {"end_reason": "withdrew"}) == address
    calling = f"/kohort/{cohort.rpartition('/')[2]}/daftar-tunggu"
    assert await officer.fill(calling, {"number_called": "1"}) == f"/kohort/{cohort.rpartition('/')[2]}"
    assert "Tidak ada yang menunggu." in (await officer.show(address)).html
