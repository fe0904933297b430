"""Editions of the rules: tried on the past month, put in force by a second person, and taken back in one step."""

from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.notifications.book.commands import KEPT_DAYS
from shared.operations.clock import MovableClock
from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.desks import Desks, Draft
from tests.behaviour.notifications.mail import at_any_hour, caught, confirmed, plain_text
from tests.behaviour.notifications.test_inbox import notice_about, notice_listing, notices, number_of
from tests.behaviour.notifications.test_weekly_letter import morning, next_week
from tests.behaviour.office import SECOND_DIRECTORATE, Office, problem
from tests.behaviour.pages.form import Browser

Json = dict[str, Any]
QUIET = {"rule": "agreement_drafted", "on": False}
URGENT = {"rule": "agreement_drafted", "to": ["keepers", "keeper_heads"], "useful_days": 9}
TEXTS = {
    "template": "agreement_drafted",
    "subject": {"id": "Draf baru {{ event.registration_number }}", "en": "New draft {{ event.registration_number }}"},
    "body": {"id": "Draf {{ event.title }} menunggu.", "en": "The draft {{ event.title }} waits."},
}

WEEK_TEXTS = {
    "template": "week",
    "subject": {
        "id": "Pekan Saudara sampai {{ week.sunday|date }}",
        "en": "Your week until {{ week.sunday|date }}",
    },
    "body": {"id": "Mohon dibaca. {{ units|weeks }}", "en": "Please read it. {{ units|weeks }}"},
}


async def edition_in_force(sinergi: Sinergi) -> int:
    return int((await sinergi.notifications.get("/rules", SECOND_DIRECTORATE)).json()["edition"])


@pytest.fixture(autouse=True)
async def as_released(sinergi: Sinergi, directorate: str) -> AsyncIterator[None]:
    """The rules are as released for the tests that follow, also after a failure."""
    assert directorate
    yield
    while (number := await edition_in_force(sinergi)) > 1:
        await take_back(sinergi, number)


async def propose(sinergi: Sinergi, account: str, **changes: Any) -> Json:
    body = {"reason": "Kantor wilayah memintanya."} | changes
    answer = await sinergi.notifications.post("/editions", body, account)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def step(sinergi: Sinergi, number: int, name: str, body: Json | None, account: str) -> Any:
    path = f"/editions/{number}"
    tag = (await sinergi.notifications.get(path, account)).headers["etag"]
    return await sinergi.notifications.post(f"{path}/{name}", body, account, if_match=tag)


async def put_in_force(sinergi: Sinergi, number: int, account: str) -> Json:
    assert (await step(sinergi, number, "trials", None, account)).status_code == 200
    answer = await step(sinergi, number, "decisions", {"in_force": True}, SECOND_DIRECTORATE)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def take_back(sinergi: Sinergi, number: int) -> None:
    answer = await step(sinergi, number, "withdrawals", {"reason": "Percobaan selesai."}, SECOND_DIRECTORATE)
    assert answer.status_code == 200, answer.text
    assert answer.json()["state"] == "taken_back"


async def test_an_edition_is_tried_put_in_force_by_a_second_person_and_taken_back(
    sinergi: Sinergi, desks: Desks, draft: Draft, directorate: str
) -> None:
    await draft("Pembinaan Contoh Sebelum Edisi")
    await notice_about(sinergi, desks.head, "Pembinaan Contoh Sebelum Edisi")
    number = (await propose(sinergi, directorate, rules=[URGENT], templates=[TEXTS]))["number"]
    problem(await step(sinergi, number, "decisions", {"in_force": True}, SECOND_DIRECTORATE), 409, "edition-not-tried")
    tried = (await step(sinergi, number, "trials", None, directorate)).json()["trial"]
    (rule,) = tried["rules"]
    assert (rule["rule"], rule["before"]["matters"] > 0, tried["events"] > 0) == ("agreement_drafted", True, True)
    # Officers instead of the region: at each facility one desk more.
    assert rule["after"]["levels"]["facility"] == 2 * rule["before"]["levels"]["facility"]
    # An agreement of a regional office itself has its officer there.
    assert rule["after"]["levels"].get("region", 0) < rule["before"]["levels"]["region"]
    problem(await step(sinergi, number, "decisions", {"in_force": True}, directorate), 403, "second-keeper-needed")
    before = await edition_in_force(sinergi)
    in_force = await put_in_force(sinergi, number, directorate)
    assert (in_force["state"], in_force["replaces"]) == ("in_force", before)
    await draft("Pembinaan Contoh Edisi Baru")
    notice = await notice_about(sinergi, desks.officer, "Pembinaan Contoh Edisi Baru")
    assert notice["body"]["en"] == "The draft Pembinaan Contoh Edisi Baru waits."
    rules = (await sinergi.notifications.get("/rules", desks.officer)).json()
    assert rules["edition"] == number
    await take_back(sinergi, number)
    after = await draft("Pembinaan Contoh Setelah Edisi")
    registered = await number_of(sinergi, desks, f"/agreements/{after['id']}")
    await notice_listing(sinergi, desks.head, registered)
    assert not [each for each in await notices(sinergi, desks.officer) if registered in str(each)]
    problem(await step(sinergi, number, "withdrawals", {"reason": "Lagi."}, directorate), 409, "edition-not-in-force")


async def test_a_rule_that_is_off_opens_nothing_and_still_closes(
    sinergi: Sinergi, desks: Desks, draft: Draft, directorate: str
) -> None:
    before = await draft("Pembinaan Contoh Dibuka Dahulu")
    notice = await notice_about(sinergi, desks.head, "Pembinaan Contoh Dibuka Dahulu")
    number = (await propose(sinergi, directorate, rules=[QUIET]))["number"]
    await put_in_force(sinergi, number, directorate)
    silent = await number_of(sinergi, desks, f"/agreements/{(await draft('Pembinaan Contoh Saat Mati'))['id']}")
    path = f"/agreements/{before['id']}/withdrawals"
    tag = f'"{before["version"]}"'
    await sinergi.agreements.post(path, {"reason": "Rencana ditunda."}, desks.officer, if_match=tag)

    async def closed() -> None:
        shown = (await sinergi.notifications.get(f"/inbox/{notice['id']}", desks.head)).json()
        assert shown["closed_at"] is not None

    await sinergi.eventually(closed)
    await take_back(sinergi, number)
    assert not [each for each in await notices(sinergi, desks.head) if silent in str(each)]


async def test_a_proposal_may_be_declined_and_is_then_on_record(sinergi: Sinergi, directorate: str) -> None:
    number = (await propose(sinergi, directorate, rules=[QUIET]))["number"]
    answer = await step(sinergi, number, "decisions", {"in_force": False, "reason": "Belum perlu."}, directorate)
    assert (answer.json()["state"], answer.json()["declined_because"]) == ("declined", "Belum perlu.")
    listed = (await sinergi.notifications.get("/editions?limit=1", directorate)).json()["items"]
    assert [each["number"] for each in listed] == [number]
    problem(await step(sinergi, number, "trials", None, directorate), 409, "edition-decided")
    shown = await sinergi.notifications.get("/editions/1", directorate)
    assert (shown.json()["rules"], shown.json()["proposed_by"]) == ({}, None)
    problem(await step(sinergi, 1, "withdrawals", {"reason": "Coba."}, directorate), 409, "first-edition-stays")


@pytest.mark.parametrize(
    ("changes", "status", "problem_type"),
    [
        ({}, 422, "edition-changes-nothing"),
        ({"rules": [{"rule": "no_such_rule", "on": False}]}, 422, "rule-unknown"),
        ({"rules": [{"rule": "agreement_drafted", "to": ["everybody"]}]}, 422, "invalid-request"),
        ({"rules": [{"rule": "agreement_drafted", "to": ["partner_contacts"]}]}, 422, "audience-too-wide"),
        ({"rules": [{"rule": "agreement_lapsed", "severity": "action"}]}, 422, "rule-without-end"),
        ({"rules": [{"rule": "agreement_drafted", "template": "no_such"}]}, 422, "template-unknown"),
        ({"rules": [{"rule": "agreement_drafted", "template": "program_opened"}]}, 422, "template-text-refused"),
        ({"rules": [QUIET, QUIET]}, 422, "invalid-request"),
        ({"templates": [TEXTS | {"template": "no_such"}]}, 422, "template-unknown"),
        (
            {"templates": [TEXTS | {"subject": {"id": "{{ event.account }}", "en": "x"}}]},
            422,
            "template-text-refused",
        ),
    ],
)
async def test_an_edition_that_breaks_a_rule_is_refused_with_what_to_do(
    sinergi: Sinergi, directorate: str, changes: Json, status: int, problem_type: str
) -> None:
    answer = await sinergi.notifications.post("/editions", {"reason": "Coba."} | changes, directorate)
    problem(answer, status, problem_type)


async def test_a_preview_has_both_languages_and_every_form(sinergi: Sinergi, directorate: str) -> None:
    answer = await sinergi.notifications.post("/rules/review_by_region/previews", {}, directorate)
    shown = answer.json()
    assert "26-JTG-0042" in shown["subject"]["id"]
    assert "17 Agustus 2026" in shown["body"]["id"]
    assert "17 August 2026" in shown["plain"]
    assert shown["html"].startswith("<!DOCTYPE html>")
    assert shown["body"]["en"] not in shown["short"]
    texts = {name: TEXTS[name] for name in ("subject", "body")}
    given = await sinergi.notifications.post("/rules/agreement_drafted/previews", {"texts": texts}, directorate)
    assert given.json()["subject"]["en"] == "New draft 26-JTG-0042"
    problem(await sinergi.notifications.post("/rules/no_such/previews", {}, directorate), 404, "rule-not-found")
    template = (await sinergi.notifications.get("/rules/review_by_region/template", directorate)).json()
    assert "review_by_partner" in template["rules"]
    assert "event.title" in template["fields"]


async def test_the_weekly_letter_has_a_preview_and_follows_the_edition_in_force(
    sinergi: Sinergi, office: Office, directorate: str, clock: MovableClock
) -> None:
    shown = (await sinergi.notifications.post("/weekly-summary/previews", {}, directorate)).json()
    assert shown["subject"]["id"] == "Pekan 10 Agustus 2026 sampai 16 Agustus 2026: 1 hal lewat waktu"
    assert "3 dibuka, 1 selesai, 2 masih terbuka, 1 lewat waktu" in shown["body"]["id"]
    assert shown["body"]["en"] in shown["plain"]
    assert shown["html"].startswith("<!DOCTYPE html>")
    template = (await sinergi.notifications.get("/weekly-summary/template", directorate)).json()
    assert template["fields"] == ["week.monday", "week.sunday", "overdue", "units"]
    wrong = {"texts": {"subject": WEEK_TEXTS["subject"], "body": {"id": "{{ event.title }}", "en": "Nothing."}}}
    answer = await sinergi.notifications.post("/weekly-summary/previews", wrong, directorate)
    problem(answer, 422, "template-text-refused")

    page = await Browser(sinergi.notifications, directorate).show("/aturan/pekan/pratinjau")
    assert "3 dibuka, 1 selesai, 2 masih terbuka, 1 lewat waktu" in page.html
    letter = await Browser(sinergi.notifications, directorate).show("/aturan/pekan/pratinjau/surat")
    assert letter.html.startswith("<!DOCTYPE html>")
    given = {"subject_indonesian": "Pekan sampai {{ week.sunday|date }}", "reason": "Lebih singkat."}
    proposed = await Browser(sinergi.notifications, directorate).fill("/aturan/pekan", given)
    shown = (await sinergi.notifications.get(proposed.replace("edisi", "editions"), directorate)).json()
    assert list(shown["templates"]) == ["week"]
    assert "/aturan/pekan/pratinjau" in str((await Browser(sinergi.notifications, directorate).show(proposed)).links())

    await at_any_hour(sinergi, office.head)
    address = await confirmed(sinergi, office.head)
    number = (await propose(sinergi, directorate, templates=[WEEK_TEXTS]))["number"]
    await put_in_force(sinergi, number, directorate)
    previewed = (await sinergi.notifications.post("/weekly-summary/previews", {}, directorate)).json()
    assert previewed["subject"]["en"] == "Your week until 16 August 2026"
    clock.move_to(morning(next_week(sinergi), 9, office.facility["zone"]))

    async def sent() -> None:
        (letter,) = [each for each in caught(sinergi, address) if str(each["Subject"]).startswith("Pekan Saudara ")]
        assert "Mohon dibaca." in plain_text(letter)

    await sinergi.eventually(sent)


async def test_occasions_are_kept_for_a_trial_and_no_longer(
    sinergi: Sinergi, office: Office, clock: MovableClock
) -> None:
    agreement = await office.draft()
    kept = "SELECT count(*) FROM notifications.occasion WHERE business_key = $1"

    async def count() -> int:
        return int(await sinergi.database.fetchval(kept, agreement))

    async def noted() -> None:
        assert await count() > 0

    async def forgotten() -> None:
        assert await count() == 0

    await sinergi.eventually(noted)
    day = sinergi.today() + timedelta(days=KEPT_DAYS + 1)
    clock.move_to(datetime.combine(day, time(10), ZoneInfo("Asia/Jakarta")))
    await sinergi.eventually(forgotten)
