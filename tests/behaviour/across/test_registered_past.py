"""Agreements of the past are put on record in hundreds, and bring no flood."""

import asyncio
from typing import Any

from tests.behaviour.across.inboxes import inbox
from tests.behaviour.across.settled import all_settled
from tests.behaviour.office import Office
from tests.behaviour.programs.place import Place
from tests.behaviour.waiting.waiting_list import cases

AT_ONCE = 5


def registration(office: Office, number: int, **changes: Any) -> dict[str, Any]:
    known = {"source": "spreadsheet", "confidence": "likely", "signed_on": office.day(-800)}
    numbers = [{"unit_id": office.facility["id"], "number": f"CONTOH-{number}-{office.suffix}"}]
    return office.draft_body(term=office.term(-800, -100), **known, numbers=numbers, **changes)


async def register(office: Office, bodies: list[dict[str, Any]]) -> None:
    few = asyncio.Semaphore(AT_ONCE)

    async def one(body: dict[str, Any]) -> None:
        async with few:
            answer = await office.agreements.post("/agreements/registrations", body, office.head)
        assert answer.status_code == 201, answer.text

    await asyncio.gather(*map(one, bodies))


async def test_a_hundred_expired_agreements_bring_no_program_no_notice_and_no_case(place: Place) -> None:
    office, sinergi = place.office, place.sinergi
    await register(office, [registration(office, number) for number in range(100)])
    await all_settled(sinergi)
    listed = await office.agreements.get("/agreements?limit=200&state=expired", office.officer)
    assert len(listed.json()["items"]) == 100
    assert await place.programs() == []
    for account in (office.officer, office.head, office.contact):
        assert await inbox(sinergi, account) == []
        for service in (sinergi.agreements, sinergi.programs, sinergi.notifications):
            assert await cases(service, account) == []
    assert not [each for each in await inbox(sinergi, office.reviewer) if office.suffix in str(each)]


async def test_registered_agreements_in_force_bring_one_summary_to_each_desk(place: Place) -> None:
    office, sinergi = place.office, place.sinergi
    bodies = [registration(office, number) | {"term": office.term(-800, 400)} for number in range(3)]
    await register(office, bodies)
    await all_settled(sinergi)
    for account in (office.officer, office.contact):
        found = [each for each in await inbox(sinergi, account) if each["rule"] == "agreement_registered"]
        assert [(each["matters"], each["read_at"]) for each in found] == [(3, None)]
    # Each of the two fields of each agreement has a program; the facility is asked which of them are the same.
    assert len(await place.programs()) == 6
    assert len(await cases(sinergi.programs, office.officer, "&kind=similar")) >= 4
