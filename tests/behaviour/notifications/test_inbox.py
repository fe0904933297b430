"""The inbox: what happens elsewhere comes before the right desks, once, and is read by them alone."""

from typing import Any
from uuid import uuid4

import pytest

from tests.behaviour.conftest import Sinergi
from tests.behaviour.notifications.conftest import Desks, Draft

Json = dict[str, Any]


async def notices(sinergi: Sinergi, account: str, query: str = "") -> list[Json]:
    answer = await sinergi.notifications.get(f"/inbox?limit=200{query}", as_=account)
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


async def told(sinergi: Sinergi, account: str, title: str) -> Json:
    """The notice that names `title`, as soon as it is there."""

    async def is_there() -> Json:
        naming = [notice for notice in await notices(sinergi, account) if title in notice["body"]["id"]]
        assert len(naming) == 1, naming
        return naming[0]

    return await sinergi.eventually(is_there)


async def test_a_draft_is_told_to_head_and_partner_and_nobody_else(
    sinergi: Sinergi, desks: Desks, draft: Draft
) -> None:
    await draft("Pembinaan Contoh Satu")
    to_head = await told(sinergi, desks.head, "Pembinaan Contoh Satu")
    to_partner = await told(sinergi, desks.contact, "Pembinaan Contoh Satu")
    assert to_head["rule"] == to_partner["rule"] == "agreement_drafted"
    assert to_head["desk"] == f"facility:{desks.facility_id}:head"
    assert to_partner["desk"] == f"partner:{desks.partner_id}:partner_contact"
    for account in (desks.officer, desks.reviewer):
        assert not [notice for notice in await notices(sinergi, account) if "Contoh Satu" in notice["body"]["id"]]


async def test_a_notice_speaks_both_languages_and_is_useful_for_a_while(
    sinergi: Sinergi, desks: Desks, draft: Draft
) -> None:
    await draft("Pembinaan Contoh Dua")
    notice = await told(sinergi, desks.head, "Pembinaan Contoh Dua")
    assert notice["subject"]["id"].startswith("Draf perjanjian kerja sama")
    assert notice["subject"]["en"].startswith("Draft cooperation agreement")
    assert (notice["severity"], notice["expired"], notice["read_at"]) == ("information", False, None)


async def test_reading_twice_is_as_good_as_once(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    await draft("Pembinaan Contoh Tiga")
    notice = await told(sinergi, desks.head, "Pembinaan Contoh Tiga")
    before = (await sinergi.notifications.get("/inbox/count", as_=desks.head)).json()
    first = await sinergi.notifications.post(f"/inbox/{notice['id']}/readings", {}, as_=desks.head)
    again = await sinergi.notifications.post(f"/inbox/{notice['id']}/readings", {}, as_=desks.head)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert first.headers["etag"] == again.headers["etag"] == '"2"'
    after = (await sinergi.notifications.get("/inbox/count", as_=desks.head)).json()
    assert after == {**before, "information": before["information"] - 1}


async def test_looking_at_a_notice_is_not_reading_it(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    await draft("Pembinaan Contoh Empat")
    notice = await told(sinergi, desks.head, "Pembinaan Contoh Empat")
    shown = await sinergi.notifications.get(f"/inbox/{notice['id']}", as_=desks.head)
    assert shown.json() == notice
    assert shown.headers["etag"] == '"1"'


async def test_whoever_acts_for_the_holder_sees_what_lies_there(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    await draft("Pembinaan Contoh Lima")
    notice = await told(sinergi, desks.head, "Pembinaan Contoh Lima")
    await sinergi.notifications.post(f"/inbox/{notice['id']}/readings", {}, as_=desks.head)
    deputy = f"deputy-{uuid4().hex[:12]}"
    await sinergi.appoint(deputy, "head", "facility", desks.facility_id, capacity="daily_acting", letter="SP-1/2026")
    seen = await told(sinergi, deputy, "Pembinaan Contoh Lima")
    assert seen["id"] == notice["id"]
    assert seen["read_at"] is not None


@pytest.mark.parametrize(
    ("other", "problem"), [("officer", "not-your-desk"), ("reviewer", "out-of-scope"), ("contact", "out-of-scope")]
)
async def test_another_desk_is_refused(sinergi: Sinergi, desks: Desks, draft: Draft, other: str, problem: str) -> None:
    await draft("Pembinaan Contoh Enam")
    notice = await told(sinergi, desks.head, "Pembinaan Contoh Enam")
    account = getattr(desks, other)
    shown = await sinergi.notifications.get(f"/inbox/{notice['id']}", as_=account)
    read = await sinergi.notifications.post(f"/inbox/{notice['id']}/readings", {}, as_=account)
    for answer in (shown, read):
        assert answer.status_code == 403
        assert answer.json()["type"] == f"/problems/{problem}"
    assert (await told(sinergi, desks.head, "Pembinaan Contoh Enam"))["read_at"] is None


@pytest.mark.parametrize("path", ["/inbox", "/inbox/count", "/rules"])
async def test_an_account_without_a_position_has_no_inbox(sinergi: Sinergi, path: str) -> None:
    answer = await sinergi.notifications.get(path, as_=f"stranger-{uuid4().hex[:12]}")
    assert answer.status_code == 403
    assert answer.json()["type"] == "/problems/not-permitted"


async def test_the_list_is_unread_first_and_pages_to_its_end(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    titles = [f"Pembinaan Contoh Halaman {number}" for number in range(5)]
    for title in titles:
        await draft(title)
    ids = [(await told(sinergi, desks.head, title))["id"] for title in titles]
    await sinergi.notifications.post(f"/inbox/{ids[4]}/readings", {}, as_=desks.head)
    found: list[str] = []
    cursor = ""
    while cursor is not None:
        page = (await sinergi.notifications.get(f"/inbox?limit=2{cursor}", as_=desks.head)).json()
        found += [notice["id"] for notice in page["items"]]
        cursor = f"&cursor={page['next']}" if page["next"] else None
    assert sorted(found) == sorted(ids)
    assert found[-1] == ids[4]


async def test_the_list_narrows_to_unread_and_to_one_severity(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    for title in ("Pembinaan Contoh Tujuh", "Pembinaan Contoh Delapan"):
        await draft(title)
        await told(sinergi, desks.head, title)
    first = await told(sinergi, desks.head, "Pembinaan Contoh Tujuh")
    await sinergi.notifications.post(f"/inbox/{first['id']}/readings", {}, as_=desks.head)
    assert [notice["id"] for notice in await notices(sinergi, desks.head, "&unread=false")] == [first["id"]]
    assert first["id"] not in [notice["id"] for notice in await notices(sinergi, desks.head, "&unread=true")]
    assert await notices(sinergi, desks.head, "&severity=critical") == []


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
async def test_a_bad_question_gets_a_clear_answer(
    sinergi: Sinergi, desks: Desks, path: str, status: int, problem: str
) -> None:
    answer = await sinergi.notifications.get(path, as_=desks.head)
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{problem}")


async def test_a_key_that_was_used_for_another_notice_is_refused(sinergi: Sinergi, desks: Desks, draft: Draft) -> None:
    await draft("Pembinaan Contoh Sembilan")
    await draft("Pembinaan Contoh Sepuluh")
    one = await told(sinergi, desks.head, "Pembinaan Contoh Sembilan")
    two = await told(sinergi, desks.head, "Pembinaan Contoh Sepuluh")
    key = uuid4().hex
    await sinergi.notifications.post(f"/inbox/{one['id']}/readings", {}, as_=desks.head, key=key)
    answer = await sinergi.notifications.post(f"/inbox/{two['id']}/readings", {}, as_=desks.head, key=key)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/idempotency-key-reused")
