"""Merging partners, in chains too, and taking a merger back with everything that resolved by it."""

import asyncio
from typing import Any

import httpx2
import pytest

from tests.behaviour.agreements.test_partner_tree import change, contact_of, registered
from tests.behaviour.client import OPERATOR
from tests.behaviour.office import HEALTH, Office, problem
from tests.behaviour.waiting.waiting_list import kinds

Json = dict[str, Any]
pytestmark = pytest.mark.usefixtures("directorate")
TWICE = "Terdaftar dua kali."


async def merge(office: Office, partner_id: str, into: str) -> httpx2.Response:
    return await change(office, partner_id, "mergers", {"into": into, "reason": TWICE, "letter": "SE-4/2026"})


async def merged(office: Office, partner_id: str, into: str) -> None:
    answer = await merge(office, partner_id, into)
    assert answer.status_code == 200, answer.text


async def reverse(office: Office, partner_id: str) -> httpx2.Response:
    """Take a merger back, with the version that the partner that stays lists."""
    (version,) = [each["version"] for each in (await shown(office, partner_id))["merged"] if each["id"] == partner_id]
    body = {"reason": "Dua lembaga yang berbeda."}
    path = f"/partners/{partner_id}/merger-reversals"
    return await office.agreements.post(path, body, office.directorate, if_match=f'"{version}"')


async def shown(office: Office, partner_id: str) -> Json:
    answer = await office.agreements.get(f"/partners/{partner_id}", office.officer)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_chain_of_mergers_resolves_and_each_is_taken_back_alone(office: Office) -> None:
    first, second, third = [await registered(office, name) for name in ("Pertama", "Kedua", "Ketiga")]
    below = await registered(office, "Seksi", first)
    await merged(office, first, second)
    await merged(office, second, third)
    for id_ in (first, second, third):
        partner = await shown(office, id_)
        assert (partner["id"], partner["named_as"]) == (third, id_)
        assert {each["id"] for each in partner["merged"]} == {first, second}
    assert (await shown(office, below))["lineage"] == [below, first, third]
    # An agency of the first is one of the third: the third signs, and the agency is in charge.
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": third}]
    id_ = await office.draft(parties=parties, scope_items=[{**HEALTH, "agencies": [below]}])

    assert (await reverse(office, second)).status_code == 200
    assert [(await shown(office, each))["id"] for each in (first, second, third)] == [second, second, third]
    assert (await shown(office, below))["lineage"] == [below, first, second]
    assert (await reverse(office, first)).json()["id"] == first
    assert [(await shown(office, each))["id"] for each in (first, second)] == [first, second]
    assert (await office.show(id_))["parties"][1]["unit"]["id"] == third


async def test_a_merger_that_makes_a_circle_or_was_never_made_is_refused(office: Office) -> None:
    first, second = await registered(office, "Pertama"), await registered(office, "Kedua")
    nothing = await office.agreements.post(
        f"/partners/{first}/merger-reversals", {"reason": TWICE}, office.directorate, if_match='"1"'
    )
    problem(nothing, 409, "partner-not-merged")
    await merged(office, first, second)
    # Both ids mean the second by now.
    problem(await merge(office, second, first), 422, "under-itself")
    again = await office.agreements.post(
        f"/partners/{first}/mergers", {"into": office.partner_id, "reason": TWICE}, office.directorate, if_match='"2"'
    )
    problem(again, 409, "partner-has-merged")
    by_officer = await office.agreements.post(
        f"/partners/{first}/merger-reversals", {"reason": TWICE}, office.officer, if_match='"2"'
    )
    problem(by_officer, 403, "not-permitted")


async def test_a_partner_above_that_was_moved_under_it_refuses_the_reversal(office: Office) -> None:
    above, stays = await registered(office, "Atasan"), await registered(office, "Tetap")
    twice = await registered(office, "Kembar", above)
    below = await registered(office, "Bawahan", twice)
    await merged(office, twice, stays)
    moved = await change(office, above, "", {"name": f"Atasan {office.suffix}", "parent_id": below})
    assert moved.status_code == 200, moved.text
    problem(await reverse(office, twice), 422, "under-itself")


async def test_everything_of_a_partner_is_its_own_again(office: Office) -> None:
    twice = await registered(office, "Pemkab")
    below = await registered(office, "Dinas", twice)
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": twice}]
    id_ = await office.draft(parties=parties, scope_items=[{**HEALTH, "agencies": [below]}])
    other = await office.draft(parties=parties, scope_items=[{**HEALTH, "agencies": [twice]}])
    await office.submit(id_)
    contact = await contact_of(office, twice)
    await merged(office, twice, office.partner_id)
    for account in (contact, office.contact):
        assert "review_by_partner" in await kinds(office.agreements, account, id_)
    # A draft that is changed meanwhile keeps the ids by which it named the partner.
    assert (await office.change(other, title="Judul lain")).is_success
    assert (await office.show(other))["scope_items"][0]["agencies"][0]["id"] == office.partner_id

    assert (await reverse(office, twice)).status_code == 200
    for draft in (id_, other):
        assert (await office.show(draft))["parties"][1]["unit"]["id"] == twice
    assert (await office.show(other))["scope_items"][0]["agencies"][0]["id"] == twice
    assert "review_by_partner" in await kinds(office.agreements, contact, id_)
    assert await kinds(office.agreements, office.contact, id_) == set()
    problem(await office.agreements.get(f"/agreements/{id_}", office.contact), 403, "out-of-scope")
    await office.perform(id_, "reviews", {"side": "partner", "verdict": "pass"}, contact)
    # The two are known to be different, and may be merged again.
    pairs = (await office.agreements.get(f"/partner-duplicates?partner_id={twice}", OPERATOR)).json()["items"]
    assert pairs == []
    await merged(office, twice, office.partner_id)


async def test_a_draft_that_names_both_and_their_merger_are_not_both_accepted(office: Office) -> None:
    for _ in range(3):
        other = await registered(office, f"Pemkab {_}")
        parties = [*office.draft_body()["parties"], {"unit_id": other}]
        body = office.draft_body(parties=parties)
        drafted, answer = await asyncio.gather(
            office.agreements.post("/agreements", body, office.officer), merge(office, other, office.partner_id)
        )
        assert {drafted.is_success, answer.is_success} == {True, False}, (drafted.text, answer.text)


async def test_the_contacts_of_merged_partners_have_one_inbox_and_one_notice(office: Office) -> None:
    twice = await registered(office, "Pemkab")
    contact = await contact_of(office, twice)
    parties = [{"unit_id": office.facility["id"]}, {"unit_id": twice}]
    id_ = await office.review(await office.draft(parties=parties, scope_items=[HEALTH]), {twice: contact})

    async def planned(account: str) -> list[Json]:
        page = await office.sinergi.notifications.get("/inbox?limit=200&unread=true", account)
        return [each for each in page.json()["items"] if each["rule"] == "signing_planned"]

    async def one_for(*accounts: str) -> set[str]:
        notices = [await planned(account) for account in accounts]
        assert [len(each) for each in notices] == [1] * len(accounts)
        return {each["body"]["id"] for (each,) in notices}

    await office.plan(id_, office.day(5))
    (first,) = await office.sinergi.eventually(lambda: one_for(contact))
    assert await planned(office.contact) == []
    await merged(office, twice, office.partner_id)
    await office.sinergi.eventually(lambda: one_for(contact, office.contact))
    await office.plan(id_, office.day(6))

    async def moved_on() -> str:
        (body,) = await one_for(contact, office.contact)
        assert body != first
        return body

    second = await office.sinergi.eventually(moved_on)
    assert (await reverse(office, twice)).status_code == 200

    async def alone() -> None:
        assert await one_for(contact) == {second}
        assert await planned(office.contact) == []

    await office.sinergi.eventually(alone)
