"""The Director General signs with a company for three facilities: each is asked, and no other is notified."""

from typing import Any

import httpx2

from tests.behaviour.across.inboxes import inbox, matters_at, rules_in
from tests.behaviour.across.settled import all_settled
from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office, open_office, problem, register_partner
from tests.behaviour.waiting.waiting_list import kinds

TITLE = "Kerja Sama Pelatihan Kerja Nasional"
ITEMS = [
    {"field": "work_training", "description": "Pelatihan kerja", "pillar": "independence"},
    {"field": "sport", "description": "Pembinaan olahraga", "pillar": "personality"},
]
Json = dict[str, Any]


async def test_facilities_accept_or_decline_what_a_national_agreement_offers(
    sinergi: Sinergi, office: Office, directorate: str
) -> None:
    here = [office, *[await open_office(sinergi, next(sinergi.facilities)) for _ in range(2)]]
    elsewhere = await open_office(sinergi, next(sinergi.facilities))
    title, contact = f"{TITLE} {office.suffix}", f"company-{office.suffix}"
    company = await register_partner(sinergi, {"name": f"PT Contoh {office.suffix}", "category": "private_company"})
    await sinergi.assign(contact, "partner_contact", "partner", company)
    (center,) = await units(sinergi, directorate)
    signed_before = await matters_at(sinergi, directorate, "agreement_signed")
    id_ = await office.draft(
        level="national",
        instrument="cooperation_agreement",
        title=title,
        parties=[{"unit_id": center["id"]}, {"unit_id": company}],
        runs_at=[each.facility["id"] for each in here],
        term=office.term(-10, 400),
        scope_items=ITEMS,
    )
    await office.review(id_, {company: contact})
    await office.sign(id_)
    await all_settled(sinergi)

    assert await planned_at(sinergi, id_, directorate) == []
    offers = [await offer_of(sinergi, id_, each) for each in here]
    for each, offer in zip(here, offers, strict=True):
        for account in (each.officer, each.head):
            assert await rules_in(sinergi, account, title) == {"offer_made"}
        assert await kinds(sinergi.programs, each.officer, offer["id"]) == {"offer_to_answer"}
    assert "agreement_signed" in await rules_in(sinergi, contact, title)
    assert await matters_at(sinergi, directorate, "agreement_signed") == signed_before + 1
    for account in (elsewhere.officer, elsewhere.head, elsewhere.contact, office.contact):
        assert await rules_in(sinergi, account, title) == set()
    assert (await sinergi.agreements.get(f"/agreements/{id_}", elsewhere.officer)).status_code == 403
    assert (await sinergi.agreements.get(f"/agreements/{id_}", here[1].officer)).status_code == 200

    item = {each["field"]: {"scope_item_id": each["scope_item_id"]} for each in offers[0]["items"]}
    answers = [
        item["work_training"] | {"answer": "accepted"},
        item["sport"] | {"answer": "declined", "reason": "no_equipment"},
    ]
    problem(await answer(sinergi, offers[0], answers, elsewhere.officer), 403, "out-of-scope")
    problem(await answer(sinergi, offers[0], answers, office.reviewer), 403, "out-of-scope")
    problem(await answer(sinergi, offers[0], answers, contact), 403, "not-permitted")
    first = await answer(sinergi, offers[0], answers, here[0].officer)
    assert (first.status_code, first.json()["open_items"]) == (201, 0)
    problem(await answer(sinergi, offers[0], answers, here[0].officer), 412, "version-stale")
    second = await answer(sinergi, offers[1], answers[:1], here[1].head)
    assert second.json()["open_items"] == 1
    await all_settled(sinergi)

    assert await planned_at(sinergi, id_, directorate) == sorted(each.facility["id"] for each in here[:2])
    assert "offer_made" not in await open_rules(sinergi, here[0].officer, title)
    assert "offer_made" in await open_rules(sinergi, here[1].officer, title)
    counts = (await sinergi.agreements.get(f"/agreements/{id_}/offers", directorate)).json()
    assert numbers(counts) == (6, 2, 1, 3)
    assert {item["field"]: numbers(item) for item in counts["scope_items"]} == {
        "work_training": (3, 2, 0, 1),
        "sport": (3, 0, 1, 2),
    }
    assert (counts["facilities"], counts["facilities_accepting"]) == (3, 2)
    page = (await sinergi.agreements.get(f"/agreements/{id_}/offers/facilities?limit=200", directorate)).json()
    states = {each["facility_id"]: each["state"] for each in page["items"]}
    assert states == {
        here[0].facility["id"]: "answered",
        here[1].facility["id"]: "open",
        here[2].facility["id"]: "open",
    }
    reasons = {each["reason"] for facility in page["items"] for each in facility["answers"]}
    assert reasons == {None, "no_equipment"}
    assert (await sinergi.agreements.get(f"/agreements/{id_}/offers", contact)).status_code == 403


async def units(sinergi: Sinergi, account: str) -> list[Json]:
    answer = await sinergi.agreements.get("/units?kind=directorate_general", account)
    return list(answer.json()["items"])


async def planned_at(sinergi: Sinergi, agreement_id: str, account: str) -> list[str]:
    """The facilities with a program of the agreement, of this year or the next one."""
    page = await sinergi.programs.get(f"/programs?limit=200&agreement={agreement_id}", account)
    return sorted({each["facility"]["id"] for each in page.json()["items"]})


async def offer_of(sinergi: Sinergi, agreement_id: str, office: Office) -> Json:
    page = await sinergi.programs.get(f"/offers?agreement={agreement_id}", office.officer)
    (offer,) = page.json()["items"]
    return dict((await sinergi.programs.get(f"/offers/{offer['id']}", office.officer)).json())


async def answer(sinergi: Sinergi, offer: Json, answers: list[Json], account: str) -> httpx2.Response:
    path, version = f"/offers/{offer['id']}/answers", f'"{offer["version"]}"'
    return await sinergi.programs.post(path, {"answers": answers}, account, if_match=version)


async def open_rules(sinergi: Sinergi, account: str, title: str) -> set[str]:
    """The rules of the notices about this title that are not closed."""
    living = await inbox(sinergi, account)
    return {each["rule"] for each in living if title in each["body"]["id"] and each["closed_at"] is None}


def numbers(counts: Json) -> tuple[int, ...]:
    return tuple(counts[name] for name in ("offered", "accepted", "declined", "unanswered"))
