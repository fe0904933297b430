"""The head closes a month; afterwards its sessions change with a reason and by a second person."""

import html
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.operations.clock import MovableClock
from tests.behaviour.office import open_office, problem
from tests.behaviour.pages.form import Browser, tags_of
from tests.behaviour.programs.place import Json, Place, open_place


def first_of_next_month(place: Place) -> datetime:
    zone = place.facility["zone"]
    today = place.sinergi.today(zone)
    following = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    return datetime.combine(following, time(12), ZoneInfo(zone))


def marks(place: Place, mark: str) -> list[Json]:
    return [{"participant_ref": ref, "mark": mark} for ref in place.refs[:2]]


async def state_of(place: Place, day: date) -> str:
    shown = await place.show(f"/facilities/{place.facility['id']}/months?year={day.year}")
    return next(str(each["state"]) for each in shown["months"] if each["month"] == f"{day:%Y-%m}")


async def test_a_closed_month_changes_by_two_people(place: Place, clock: MovableClock) -> None:
    cohort = await place.started(await place.opened(), *place.refs[:2])
    body = place.session(*marks(place, "active"))
    session = f"/sessions/{(await place.post(f'{cohort}/sessions', body)).json()['id']}"
    today, head = date.fromisoformat(body["held_on"]), place.office.head
    closing = f"/facilities/{place.facility['id']}/months/{today:%Y-%m}/closings"
    correction = body | {"attendance": marks(place, "passive"), "reason": "Tandanya tertukar."}
    problem(await place.post(f"{session}/amendments", correction, if_match='"1"'), 409, "month-not-closed")
    problem(await place.post(closing, {"nihil": False}, head), 409, "month-not-over")

    clock.move_to(first_of_next_month(place))
    assert await state_of(place, today) == "open"
    problem(await place.post(closing, {"nihil": False}), 403, "not-permitted")
    problem(await place.post(closing, {"nihil": True}, head), 409, "month-has-sessions")
    closed = await place.post(closing, {"nihil": False}, head)
    assert (closed.status_code, closed.json()["sessions"], closed.json()["active"]) == (201, 1, 2), closed.text
    problem(await place.post(closing, {"nihil": False}, head), 409, "month-already-closed")

    problem(
        await place.sinergi.programs.put(session, correction, place.officer, if_match='"1"'), 409, "month-is-closed"
    )
    problem(await place.post(f"{session}/retractions", {"reason": "Dua kali."}, if_match='"1"'), 409, "month-is-closed")
    problem(await place.post(f"{cohort}/sessions", body | {"topic": "Lain"}), 409, "month-is-closed")

    proposed = await place.post(f"{session}/amendments", correction, if_match='"1"')
    assert proposed.status_code == 201, proposed.text
    problem(await place.post(f"{session}/amendments", correction, if_match='"1"'), 409, "amendment-already-proposed")
    path = f"/amendments/{proposed.json()['id']}"
    approval = {"verdict": "approved"}
    problem(await place.post(f"{path}/decisions", approval, if_match='"1"'), 403, "second-person-needed")
    assert (await place.show(session))["version"] == 1
    decided = await place.post(f"{path}/decisions", approval, head, if_match='"1"')
    assert (decided.status_code, decided.json()["state"]) == (200, "approved"), decided.text
    assert {name: (await place.show(session))[name] for name in ("version", "active", "passive")} == {
        "version": 2,
        "active": 0,
        "passive": 2,
    }
    late = await place.post(f"{cohort}/amendments", correction | {"topic": "Lain", "reason": "Terlambat."})
    assert (await place.post(f"/amendments/{late.json()['id']}/decisions", approval, head, if_match='"1"')).is_success
    shown = await place.show(f"/facilities/{place.facility['id']}/months?year={today.year}")
    month = next(each for each in shown["months"] if each["month"] == f"{today:%Y-%m}")
    assert (month["state"], month["sessions"], month["closing"]["sessions"]) == ("closed", 2, 1)


async def test_nihil_is_stated_and_differs_from_silent(place: Place) -> None:
    """Also before the first program: a measure counts every month of a facility, and this one had nothing."""
    today = place.sinergi.today(place.facility["zone"])
    before = today.replace(day=1) - timedelta(days=1)
    await place.opened()
    assert await state_of(place, before) == "silent"
    closing = f"/facilities/{place.facility['id']}/months/{before:%Y-%m}/closings"
    problem(await place.post(closing, {"nihil": False}, place.office.head), 409, "month-without-sessions")
    head = Browser(place.sinergi.programs, place.office.head)
    address = f"/bulan/{place.facility['id']}"
    officer = Browser(place.sinergi.programs, place.officer)
    seen = await officer.show(f"{address}/{before:%Y-%m}/penutupan")
    assert "Kepala UPT yang menutup bulan ini" in seen.html
    assert {f"{address}/{before:%Y-%m}/laporan", "/program"} <= seen.links()
    assert "belum berakhir" in (await head.show(f"{address}/{today:%Y-%m}/penutupan")).html
    page = await head.show(f"{address}/{before:%Y-%m}/penutupan")
    assert (await head.send(page)).status == 409
    assert await head.fill(page.address, {"nihil": "1"}) == address
    assert await state_of(place, before) == "nihil"
    for page_address in (f"/bulan?bulan={before:%Y-%m}", f"{address}?tahun={before.year}"):
        assert "Nihil" in (await head.show(page_address)).html


async def test_the_months_of_a_region_are_chosen_by_a_form(place: Place, directorate: str) -> None:
    today, facility = place.sinergi.today(place.facility["zone"]), place.facility
    await place.opened()
    # Of one region alone the page has nothing to choose.
    elsewhere = next(each for each in place.sinergi.facilities if each["region"] != facility["region"])
    await (await open_place(await open_office(place.sinergi, elsewhere))).opened()
    before = today.replace(day=1) - timedelta(days=1)
    nation = Browser(place.sinergi.programs, directorate)
    page = await nation.show(f"/bulan?bulan={before:%Y-%m}&status=silent")
    tags = tags_of(page.html.partition('action="/bulan"')[2].partition("</form>")[0])
    fields = {
        str(each["name"]): each.get("value") for tag, each in tags if tag in ("input", "select") and "name" in each
    }
    # The month and the state stay as they are when another region is chosen.
    assert (fields["bulan"], fields["status"], "wilayah" in fields) == (f"{before:%Y-%m}", "silent", True)
    regions = [str(each["value"]) for tag, each in tags if tag == "option"]
    assert regions[0] == ""
    assert facility["region"] in regions
    chosen = f"/bulan?bulan={before:%Y-%m}&status=silent&wilayah={facility['region']}"
    (option,) = [
        each for tag, each in tags_of((await nation.show(chosen)).html) if tag == "option" and "selected" in each
    ]
    assert option["value"] == facility["region"]
    assert f"/bulan/{facility['id']}?tahun={before.year}" in await every_link(nation, chosen)
    other = next(each for each in regions if each not in ("", facility["region"]))
    assert f"/bulan/{facility['id']}?tahun={before.year}" not in await every_link(
        nation, chosen.replace(f"wilayah={facility['region']}", f"wilayah={other}")
    )
    # The sum of the states of a region is the number of its facilities, as the form shows it.
    listed = await place.sinergi.programs.get(f"/months/{before:%Y-%m}/regions", directorate)
    counts = await place.sinergi.programs.get(f"/months/{before:%Y-%m}/counts?region={facility['region']}", directorate)
    of_region = next(each for each in listed.json() if each["region"] == facility["region"])
    assert sum(each["facilities"] for each in counts.json()) == of_region["facilities"]
    # A regional office has one region, so there is nothing to choose; a month that is none is refused.
    own = await Browser(place.sinergi.programs, place.office.reviewer).show(f"/bulan?bulan={before:%Y-%m}")
    assert own.status == 200
    assert 'action="/bulan"' not in own.html
    assert (await nation.show("/bulan?bulan=2026-13")).status == 422


async def test_a_change_to_a_closed_month_is_proposed_and_decided_on_pages(place: Place, clock: MovableClock) -> None:
    program = await place.opened()
    cohort = await place.started(program, *place.refs[:2])
    body = place.session(*marks(place, "active"))
    session = f"/pertemuan/{(await place.post(f'{cohort}/sessions', body)).json()['id']}"
    clock.move_to(first_of_next_month(place))
    closing = f"/facilities/{place.facility['id']}/months/{body['held_on'][:7]}/closings"
    assert (await place.post(closing, {"nihil": False}, place.office.head)).status_code == 201

    recorder = Browser(place.sinergi.programs, place.officer)
    links = (await recorder.show(session)).links()
    assert {f"{session}/usul", f"{session}/usul-penarikan"} <= links
    given = {"attendance-1-mark": "passive", "reason": "Tandanya tertukar."}
    amendment = await recorder.fill(f"{session}/usul", given)
    own = await recorder.show(amendment)
    assert "Tarik usul" in own.html
    assert "Putuskan" not in own.html
    head = Browser(place.sinergi.programs, place.office.head)
    assert await head.fill(amendment, {"verdict": "approved"}) == amendment
    assert "1 aktif, 1 pasif, 0 tidak hadir" in (await recorder.show(session)).html
    retraction = await recorder.fill(f"{session}/usul-penarikan", {"reason": "Tercatat dua kali."})
    assert await head.fill(retraction, {"verdict": "declined"}) == retraction
    withdrawn = await recorder.fill(f"{session}/usul-penarikan", {"reason": "Tercatat dua kali."})
    sent = await recorder.send(await recorder.show(f"{withdrawn}/penarikan"))
    assert sent.status == 303, sent.html
    listed = await recorder.show(f"/program/{program.rpartition('/')[2]}/usul")
    assert all(word in listed.html for word in ("Disetujui", "Ditolak", "Ditarik"))


async def every_link(browser: Browser, address: str) -> set[str]:
    """The links of all pages of a list."""
    found: set[str] = set()
    following: str | None = address
    while following is not None:
        links = (await browser.show(following)).links()
        found |= links
        following = next((html.unescape(each) for each in sorted(links) if "cursor=" in each), None)
    return found
