"""The inbox: events of other services bring one notice to the right desks, and only their holders read it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from shared.contracts.parts import FacilityRef
from shared.operations.clock import MovableClock
from shared.values.ids import new_id
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.notifications.desks import Desks, Draft, parties_of
from tests.behaviour.saying import at, say
from tests.unit.notifications import examples as an

Json = dict[str, Any]


async def notices(sinergi: Sinergi, account: str, query: str = "") -> list[Json]:
    answer = await sinergi.notifications.get(f"/inbox?limit=200{query}", as_=account)
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


async def notice_about(sinergi: Sinergi, account: str, title: str) -> Json:
    """The notice about the agreement with this title, once it arrives."""

    async def arrived() -> Json:
        naming = [notice for notice in await notices(sinergi, account) if title in notice["body"]["id"]]
        assert len(naming) == 1, naming
        return naming[0]

    return await sinergi.eventually(arrived)


async def notice_listing(sinergi: Sinergi, account: str, number: str) -> Json:
    """The notice that names this agreement alone or, at a desk of many facilities, in its list."""

    async def arrived() -> Json:
        naming = [
            each for each in await notices(sinergi, account) if number in each["subject"]["id"] + each["body"]["id"]
        ]
        assert len(naming) == 1, naming
        return naming[0]

    return await sinergi.eventually(arrived)


async def number_of(sinergi: Sinergi, desks: Desks, path: str) -> str:
    return str((await sinergi.agreements.get(path, desks.officer)).json()["registration_number"])


async def draft_and_submit(sinergi: Sinergi, desks: Desks, draft: Draft, title: str) -> str:
    """Draft an agreement, complete it and submit it for review; return its registration number."""
    path = f"/agreements/{(await draft(title))['id']}"
    year = sinergi.today().year
    change = {
        "instrument": "cooperation_agreement",
        "title": title,
        "parties": parties_of(desks),
        "term": {"kind": "fixed", "starts_on": f"{year}-01-01", "ends_on": f"{year + 2}-12-31"},
        "scope_items": [{"field": "health", "description": "Pemeriksaan kesehatan", "pillar": "personality"}],
    }
    changed = await sinergi.agreements.put(f"{path}/draft", change, as_=desks.officer, if_match='"1"')
    assert changed.status_code == 200, changed.text
    tag = changed.headers["etag"]
    submitted = await sinergi.agreements.post(f"{path}/submissions", None, as_=desks.head, if_match=tag)
    assert submitted.is_success, submitted.text
    return await number_of(sinergi, desks, path)


async def test_head_and_region_are_notified_of_a_draft_and_others_are_not(
    sinergi: Sinergi, desks: Desks, draft: Draft
) -> None:
    drafted = await draft("Pembinaan Contoh Satu")
    to_head = await notice_about(sinergi, desks.head, "Pembinaan Contoh Satu")
    number = await number_of(sinergi, desks, f"/agreements/{drafted['id']}")
    to_region = await notice_listing(sinergi, desks.reviewer, number)
    assert to_head["rule"] == to_region["rule"] == "agreement_drafted"
    assert to_head["desk"] == f"facility:{desks.facility_id}:head"
    assert to_region["desk"].endswith(":reviewer")
    page = f"/perjanjian/{drafted['id']}"
    assert to_head["listed"] == [{"subject": to_head["subject"], "page": page}]
    assert page in {each["page"] for each in to_region["listed"]}
    for account in (desks.officer, desks.contact):
        assert not [notice for notice in await notices(sinergi, account) if "Contoh Satu" in notice["body"]["id"]]


async def test_a_draft_is_brought_to_the_partner_and_the_region_when_it_is_submitted(
    sinergi: Sinergi, desks: Desks, draft: Draft
) -> None:
    number = await draft_and_submit(sinergi, desks, draft, "Pembinaan Contoh Ajuan")
    to_partner = await notice_about(sinergi, desks.contact, "Pembinaan Contoh Ajuan")
    assert (to_partner["rule"], to_partner["closed_at"]) == ("review_by_partner", None)
    open_now = [each for each in await notices(sinergi, desks.reviewer) if each["closed_at"] is None]
    naming = [each["rule"] for each in open_now if number in each["subject"]["id"] + each["body"]["id"]]
    assert naming == ["review_by_region"]
    drafted = await notice_about(sinergi, desks.head, "Pembinaan Contoh Ajuan")
    assert drafted["closed_because"]["id"] == "Draf telah diajukan untuk ditelaah."


async def test_a_notice_has_both_languages_and_is_not_expired(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    await draft("Pembinaan Contoh Dua")
    notice = await notice_about(sinergi, desks.head, "Pembinaan Contoh Dua")
    assert notice["subject"]["id"].startswith("Draf perjanjian kerja sama")
    assert notice["subject"]["en"].startswith("Draft cooperation agreement")
    assert (notice["severity"], notice["expired"], notice["read_at"]) == ("information", False, None)


async def test_an_expired_notice_is_kept_and_no_longer_unread(
    sinergi: Sinergi, desks: Desks, draft: Draft, clock: MovableClock
) -> None:
    await draft("Pembinaan Contoh Lama")
    notice = await notice_about(sinergi, desks.head, "Pembinaan Contoh Lama")

    async def shown_as() -> tuple[bool, bool]:
        found = {unread: await notices(sinergi, desks.head, f"&unread={unread}") for unread in ("true", "false")}
        ids = {unread: [each["id"] for each in items] for unread, items in found.items()}
        counts = (await sinergi.notifications.get("/inbox/count", desks.head)).json()
        assert sum(counts.values()) == len(ids["true"])
        return notice["id"] in ids["true"], notice["id"] in ids["false"]

    assert await shown_as() == (True, False)
    last_day = date.fromisoformat(notice["useful_until"])
    clock.move_to(datetime.combine(last_day + timedelta(days=1), time(9), ZoneInfo("Asia/Jakarta")))
    assert await shown_as() == (False, True)


@pytest.mark.parametrize("negotiation_first", [True, False])
async def test_the_notices_of_a_signing_do_not_depend_on_the_order_of_the_topics(
    sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any], *, negotiation_first: bool
) -> None:
    """A draft and its signatures are on the internal topic, so the signed agreement may arrive before them."""
    line_id = new_id()
    unit = FacilityRef.model_validate(facility)
    of = {"agreement_id": line_id, "line_id": line_id, "parties": an.parties(unit), **an.kept_by(unit)}
    negotiation = (an.drafted(**of), an.signature_recorded(**of)), {"agreement_drafted", "signatures_outstanding"}
    signing = (an.signed(**of, runs_at=(unit,), scope_items=()),), {"agreement_signed"}
    expected: set[str] = set()

    async def notified() -> None:
        assert sorted(notice["rule"] for notice in await notices(sinergi, desks.head)) == sorted(expected)

    for events, rules in (negotiation, signing) if negotiation_first else (signing, negotiation):
        expected |= rules
        await say(sinergi, "agreements", *events)
        await sinergi.eventually(notified)


async def test_a_second_reading_changes_nothing(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    await draft("Pembinaan Contoh Tiga")
    notice = await notice_about(sinergi, desks.head, "Pembinaan Contoh Tiga")
    before = (await sinergi.notifications.get("/inbox/count", as_=desks.head)).json()
    first = await sinergi.notifications.post(f"/inbox/{notice['id']}/readings", {}, as_=desks.head)
    again = await sinergi.notifications.post(f"/inbox/{notice['id']}/readings", {}, as_=desks.head)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert first.headers["etag"] == again.headers["etag"] == '"2"'
    after = (await sinergi.notifications.get("/inbox/count", as_=desks.head)).json()
    assert after == {**before, "information": before["information"] - 1}


async def test_showing_a_notice_does_not_mark_it_as_read(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    await draft("Pembinaan Contoh Empat")
    notice = await notice_about(sinergi, desks.head, "Pembinaan Contoh Empat")
    shown = await sinergi.notifications.get(f"/inbox/{notice['id']}", as_=desks.head)
    assert shown.json() == notice
    assert shown.headers["etag"] == '"1"'


async def test_an_acting_holder_sees_the_notices_of_the_desk(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    await draft("Pembinaan Contoh Lima")
    notice = await notice_about(sinergi, desks.head, "Pembinaan Contoh Lima")
    await sinergi.notifications.post(f"/inbox/{notice['id']}/readings", {}, as_=desks.head)
    deputy = f"deputy-{uuid4().hex[:12]}"
    await sinergi.assign(deputy, "head", "facility", desks.facility_id, capacity="daily_acting", letter="SP-1/2026")
    shown = await notice_about(sinergi, deputy, "Pembinaan Contoh Lima")
    assert shown["id"] == notice["id"]
    assert shown["read_at"] is not None


@pytest.mark.parametrize(
    ("other", "problem"), [("officer", "not-your-desk"), ("reviewer", "out-of-scope"), ("contact", "out-of-scope")]
)
async def test_the_holder_of_another_desk_is_refused(
    sinergi: Sinergi, desks: Desks, draft: Draft, other: str, problem: str
) -> None:
    await draft("Pembinaan Contoh Enam")
    notice = await notice_about(sinergi, desks.head, "Pembinaan Contoh Enam")
    account = getattr(desks, other)
    shown = await sinergi.notifications.get(f"/inbox/{notice['id']}", as_=account)
    read = await sinergi.notifications.post(f"/inbox/{notice['id']}/readings", {}, as_=account)
    for answer in (shown, read):
        assert answer.status_code == 403
        assert answer.json()["type"] == f"/problems/{problem}"
    assert (await notice_about(sinergi, desks.head, "Pembinaan Contoh Enam"))["read_at"] is None


@pytest.mark.parametrize("path", ["/inbox", "/inbox/count", "/rules"])
async def test_an_account_without_a_position_has_no_inbox(sinergi: Sinergi, path: str) -> None:
    answer = await sinergi.notifications.get(path, as_=f"stranger-{uuid4().hex[:12]}")
    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/not-permitted"


async def titles_of_five(sinergi: Sinergi, facility: Mapping[str, Any]) -> list[str]:
    """The titles of five agreements; each brings the facility a notice of its own, under another rule."""
    titles = [f"Pembinaan Contoh Halaman {number}" for number in range(5)]
    makers: list[Callable[..., Any]] = [
        an.signed,
        an.extended,
        an.superseded,
        partial(an.superseded, gap_days=3),
        an.first_activity,
    ]
    unit = FacilityRef.model_validate(facility)
    of = {"parties": an.parties(unit), "runs_at": (unit,), **an.kept_by(unit)}
    events = [make(agreement_id=uuid4(), title=title, **of) for make, title in zip(makers, titles, strict=True)]
    async with at(sinergi, "agreements") as work:
        for event in events:
            work.emit(event)
    return titles


async def test_the_list_shows_unread_notices_first_and_has_an_end(
    sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any]
) -> None:
    ids = [(await notice_about(sinergi, desks.head, title))["id"] for title in await titles_of_five(sinergi, facility)]
    await sinergi.notifications.post(f"/inbox/{ids[4]}/readings", {}, as_=desks.head)
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = (await sinergi.notifications.get(f"/inbox?limit=2{cursor}", as_=desks.head)).json()
        found += [notice["id"] for notice in page["items"]]
        cursor = f"&cursor={page['next']}" if page["next"] else None
    assert sorted(found) == sorted(ids)
    assert found[-1] == ids[4]


async def test_the_list_can_be_filtered_by_unread_and_severity(
    sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any]
) -> None:
    titles = await titles_of_five(sinergi, facility)
    first, *_others = [await notice_about(sinergi, desks.head, title) for title in titles]
    await sinergi.notifications.post(f"/inbox/{first['id']}/readings", {}, as_=desks.head)
    assert [notice["id"] for notice in await notices(sinergi, desks.head, "&unread=false")] == [first["id"]]
    assert first["id"] not in [notice["id"] for notice in await notices(sinergi, desks.head, "&unread=true")]
    (critical,) = await notices(sinergi, desks.head, "&severity=critical")
    assert critical["rule"] == "agreement_superseded_late"


@pytest.mark.parametrize(
    ("path", "status", "problem"),
    [
        ("/inbox?severity=urgent", 422, "invalid-request"),
        ("/inbox?unread=maybe", 422, "invalid-request"),
        ("/inbox?limit=0", 422, "invalid-request"),
        ("/inbox?cursor=nonsense", 400, "invalid-cursor"),
        ("/inbox?cursor=WyJUcnVlIiwieCJd", 400, "invalid-cursor"),
        ("/inbox/nonsense", 422, "invalid-request"),
        (f"/inbox/{uuid4()}", 404, "notice-not-found"),
    ],
)
async def test_a_bad_request_gets_a_clear_answer(
    sinergi: Sinergi, desks: Desks, path: str, status: int, problem: str
) -> None:
    answer = await sinergi.notifications.get(path, as_=desks.head)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}")


async def test_an_idempotency_key_of_another_notice_is_refused(
    sinergi: Sinergi, desks: Desks, facility: Mapping[str, Any]
) -> None:
    titles = await titles_of_five(sinergi, facility)
    one, two = [await notice_about(sinergi, desks.head, title) for title in titles[:2]]
    key = uuid4().hex
    await sinergi.notifications.post(f"/inbox/{one['id']}/readings", {}, as_=desks.head, key=key)
    answer = await sinergi.notifications.post(f"/inbox/{two['id']}/readings", {}, as_=desks.head, key=key)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/idempotency-key-reused")


async def test_drafts_of_one_day_are_one_notice_that_counts_and_closes_with_the_last(
    sinergi: Sinergi, desks: Desks, draft: Draft
) -> None:
    drafted = [await draft(f"Pembinaan Contoh Hitung {number}") for number in range(3)]

    async def the_only_one(count: int) -> Json:
        (notice,) = await notices(sinergi, desks.head, "&unread=true")
        assert notice["matters"] == count
        return dict(notice)

    notice = await sinergi.eventually(lambda: the_only_one(3))
    assert notice["subject"]["id"] == "Draf yang sedang disusun: 3"
    for receipt in drafted:
        path = f"/agreements/{receipt['id']}/withdrawals"
        tag = f'"{receipt["version"]}"'
        answer = await sinergi.agreements.post(path, {"reason": "Rencana ditunda."}, desks.officer, if_match=tag)
        assert answer.status_code in {200, 201}, answer.text

    async def closed() -> Json:
        shown = (await sinergi.notifications.get(f"/inbox/{notice['id']}", desks.head)).json()
        assert shown["closed_at"] is not None
        return dict(shown)

    shown = await sinergi.eventually(closed)
    assert shown["closed_because"]["id"] == "Draf ditarik kembali."
    assert shown["read_at"] is None
    assert shown["id"] not in [each["id"] for each in await notices(sinergi, desks.head, "&unread=true")]
    assert shown["id"] in [each["id"] for each in await notices(sinergi, desks.head, "&unread=false")]


async def test_the_contact_above_a_partner_has_its_notices(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    above = {"name": f"Pemerintah Provinsi {uuid4()}", "category": "local_government"}
    parent_id = (await sinergi.agreements.post("/partners", above, as_=desks.officer)).json()["id"]
    contact = f"contact-{uuid4()}"
    await sinergi.assign(contact, "partner_contact", "partner", parent_id)
    await draft_and_submit(sinergi, desks, draft, "Pembinaan Contoh Berjenjang")
    moved = {"name": f"Yayasan Berjenjang {uuid4()}", "parent_id": parent_id}
    path = f"/partners/{desks.partner_id}"
    answer = await sinergi.agreements.put(path, moved, as_=OPERATOR, if_match='"1"')
    assert answer.status_code == 200, answer.text
    notice = await notice_about(sinergi, contact, "Pembinaan Contoh Berjenjang")
    assert notice["desk"] == f"partner:{desks.partner_id}:partner_contact"
    shown = await sinergi.notifications.get(f"/inbox/{notice['id']}", as_=contact)
    assert shown.status_code == 200, shown.text


async def test_the_contacts_of_merged_partners_have_the_notices_of_both(
    sinergi: Sinergi, desks: Desks, draft: Draft
) -> None:
    known = {"name": f"Yayasan Contoh Lama {uuid4()}", "category": "foundation_ngo"}
    stays = (await sinergi.agreements.post("/partners", known, as_=desks.officer)).json()["id"]
    contact = f"contact-{uuid4()}"
    await sinergi.assign(contact, "partner_contact", "partner", stays)
    await draft_and_submit(sinergi, desks, draft, "Pembinaan Contoh Sebelum")
    before = await notice_about(sinergi, desks.contact, "Pembinaan Contoh Sebelum")
    assert await notices(sinergi, contact) == []
    merger = {"into": stays, "reason": "Terdaftar dua kali."}
    path = f"/partners/{desks.partner_id}/mergers"
    merged = await sinergi.agreements.post(path, merger, as_=OPERATOR, if_match='"1"')
    assert merged.status_code == 200, merged.text
    assert (await notice_about(sinergi, contact, "Pembinaan Contoh Sebelum"))["id"] == before["id"]
    # The draft names the merged id; its notice is at the desk of the partner that stays.
    await draft_and_submit(sinergi, desks, draft, "Pembinaan Contoh Sesudah")
    for account in (contact, desks.contact):
        after = await notice_about(sinergi, account, "Pembinaan Contoh Sesudah")
        assert after["desk"] == f"partner:{stays}:partner_contact"
