"""The list and the counts: order, pages, filters and access, alike in the three services."""

import pytest

from tests.behaviour.agreements.desk import Desk
from tests.behaviour.conftest import OPERATOR, SERVICES, Service, Sinergi
from tests.behaviour.waiting.waiting_list import cases, counted


async def test_the_first_due_comes_first_and_cases_without_a_day_come_last(desk: Desk) -> None:
    expiring = await desk.signed(await desk.drafted())
    sent_back = await desk.in_review(await desk.drafted())
    comment = {"clause": "Pasal 4", "text": "Sebutkan dinasnya."}
    verdict = {"side": "region", "verdict": "revise", "comments": [comment]}
    await desk.did(sent_back, "reviews", verdict, desk.reviewer)
    draft = await desk.drafted()
    found = await cases(desk.sinergi.agreements, desk.officer)
    assert [(case["about"]["id"], case["kind"]) for case in found] == [
        (sent_back, "revision_requested"),
        (expiring, "expiring"),
        (expiring, "not_running"),
        (draft, "draft"),
    ]
    assert [case["due_on"] for case in found] == [desk.day(7), desk.day(20), desk.day(89), None]


async def test_pages_show_every_case_once_while_other_cases_are_done(desk: Desk) -> None:
    drafts = [await desk.drafted() for _ in range(5)]
    agreements = desk.sinergi.agreements
    first = (await agreements.get("/waiting?limit=2", desk.officer)).json()
    await desk.did(first["items"][0]["about"]["id"], "withdrawals", {"reason": "Mitra menunda."})
    listed, cursor = [case["id"] for case in first["items"]], first["next"]
    while cursor:
        page = (await agreements.get(f"/waiting?limit=2&cursor={cursor}", desk.officer)).json()
        listed += [case["id"] for case in page["items"]]
        cursor = page["next"]
    assert sorted(id_.split("/")[1] for id_ in listed) == sorted(drafts)


async def test_the_list_narrows_by_unit_kind_and_delay(sinergi: Sinergi, desk: Desk) -> None:
    elsewhere = next(sinergi.facilities)
    await sinergi.appoint(desk.officer, "officer", "facility", elsewhere["id"])
    late = await desk.signed(await desk.drafted(term=desk.term(-400, -10)))
    draft = await desk.drafted()

    async def found(query: str) -> list[tuple[str, str]]:
        return [(case["about"]["id"], case["kind"]) for case in await cases(sinergi.agreements, desk.officer, query)]

    assert await found("&overdue=true") == [(late, "expiring")]
    assert await found("&overdue=false") == await found("&kind=draft") == [(draft, "draft")]
    assert await found(f"&unit={elsewhere['id']}") == []
    assert len(await found(f"&unit={desk.facility['id']}")) == 2


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ("kind=nonsense", "invalid-request"),
        ("overdue=perhaps", "invalid-request"),
        ("unit=%20", "invalid-request"),
        ("limit=0", "invalid-request"),
        ("cursor=nonsense", "invalid-cursor"),
        ("cursor=WyJ4IiwieCIsIngiXQ", "invalid-cursor"),
    ],
)
@pytest.mark.parametrize("service", SERVICES)
async def test_an_invalid_query_is_refused(
    sinergi: Sinergi, desk: Desk, service: str, query: str, refusal: str
) -> None:
    answer = await getattr(sinergi, service).get(f"/waiting?{query}", desk.officer)
    assert answer.json()["type"] == f"/problems/{refusal}"
    assert answer.status_code in {400, 422}


@pytest.mark.parametrize("service", SERVICES)
async def test_nothing_waits_for_an_operator(sinergi: Sinergi, service: str) -> None:
    for path in ("/waiting", "/waiting/counts"):
        answer = await getattr(sinergi, service).get(path, OPERATOR)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-permitted")


async def test_supervisors_of_a_unit_read_counts_and_not_its_cases(
    sinergi: Sinergi, desk: Desk, directorate: str
) -> None:
    agreements: Service = sinergi.agreements
    await desk.signed(await desk.drafted(term=desk.term(-400, -10)))
    await desk.drafted()
    unit = desk.facility["id"]
    stranger = f"elsewhere-{desk.mark}"
    await sinergi.appoint(stranger, "officer", "facility", next(sinergi.facilities)["id"])
    for account in (desk.officer, desk.reviewer, directorate):
        assert await counted(agreements, account, unit) == {"draft": (1, 0), "expiring": (1, 1)}
    for account in (desk.contact, stranger):
        assert await counted(agreements, account, unit) == {}
    for account in (desk.reviewer, directorate):
        units = {case["waits_for"]["unit"] for case in await cases(agreements, account)}
        assert unit not in units


async def test_counts_are_paged(desk: Desk, directorate: str) -> None:
    await desk.drafted()
    await desk.in_review(await desk.drafted())
    agreements, listed, cursor = desk.sinergi.agreements, [], ""
    while True:
        page = (await agreements.get(f"/waiting/counts?limit=3{cursor}", directorate)).json()
        listed += [(count["scope_kind"], count["unit"], count["kind"]) for count in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert len(set(listed)) == len(listed)
    assert {("facility", desk.facility["id"], "draft"), ("partner", desk.partner_id, "review_by_partner")} <= set(
        listed
    )
