"""The list and the counts: order, pages, filters and access, alike in the three services."""

import pytest

from tests.behaviour.client import OPERATOR, SERVICES, Service, Sinergi
from tests.behaviour.office import Office
from tests.behaviour.waiting.waiting_list import cases, counted


async def test_the_first_due_comes_first_and_cases_without_a_day_come_last(office: Office) -> None:
    expiring = await office.signed(await office.draft(), signed_on=office.day(-50))
    sent_back = await office.submit(await office.draft())
    comment = {"clause": "Pasal 4", "text": "Sebutkan dinasnya."}
    verdict = {"side": "region", "verdict": "revise", "comments": [comment]}
    await office.perform(sent_back, "reviews", verdict, office.reviewer)
    draft = await office.draft()
    found = await cases(office.agreements, office.officer)
    assert [(case["about"]["id"], case["kind"]) for case in found] == [
        (expiring, "paper_missing"),
        (sent_back, "revision_requested"),
        (expiring, "expiring"),
        (expiring, "not_running"),
        (draft, "draft"),
    ]
    assert [case["due_on"] for case in found] == [
        office.day(-36),
        office.day(7),
        office.day(20),
        office.day(40),
        None,
    ]


async def test_pages_show_every_case_once_while_other_cases_are_done(office: Office) -> None:
    drafts = [await office.draft() for _ in range(5)]
    agreements = office.agreements
    first = (await agreements.get("/waiting?limit=2", office.officer)).json()
    await office.perform(first["items"][0]["about"]["id"], "withdrawals", {"reason": "Mitra menunda."})
    listed, cursor = [case["id"] for case in first["items"]], first["next"]
    while cursor:
        page = (await agreements.get(f"/waiting?limit=2&cursor={cursor}", office.officer)).json()
        listed += [case["id"] for case in page["items"]]
        cursor = page["next"]
    assert sorted(id_.split("/")[1] for id_ in listed) == sorted(drafts)


async def test_the_list_narrows_by_unit_kind_and_delay(sinergi: Sinergi, office: Office) -> None:
    elsewhere = next(sinergi.facilities)
    await sinergi.assign(office.officer, "officer", "facility", elsewhere["id"])
    late = await office.signed(await office.draft(term=office.term(-400, -10)), signed_on=office.day(-400))
    draft = await office.draft()

    async def found(query: str) -> list[tuple[str, str]]:
        return [(case["about"]["id"], case["kind"]) for case in await cases(sinergi.agreements, office.officer, query)]

    assert await found("&overdue=true") == [(late, "paper_missing"), (late, "expiring")]
    assert await found("&overdue=false") == await found("&kind=draft") == [(draft, "draft")]
    assert await found(f"&unit={elsewhere['id']}") == []
    assert len(await found(f"&unit={office.facility['id']}")) == 3


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
    sinergi: Sinergi, any_office: Office, service: str, query: str, refusal: str
) -> None:
    answer = await getattr(sinergi, service).get(f"/waiting?{query}", any_office.officer)
    assert answer.json()["type"] == f"/problems/{refusal}"
    assert answer.status_code in {400, 422}


@pytest.mark.parametrize("service", SERVICES)
async def test_nothing_waits_for_an_operator(sinergi: Sinergi, service: str) -> None:
    for path in ("/waiting", "/waiting/counts"):
        answer = await getattr(sinergi, service).get(path, OPERATOR)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-permitted")


async def test_supervisors_of_a_unit_read_counts_and_not_its_cases(
    sinergi: Sinergi, office: Office, directorate: str
) -> None:
    agreements: Service = sinergi.agreements
    await office.signed(await office.draft(term=office.term(-400, -10)), signed_on=office.day(-400))
    await office.draft()
    unit = office.facility["id"]
    stranger = f"elsewhere-{office.suffix}"
    await sinergi.assign(stranger, "officer", "facility", next(sinergi.facilities)["id"])
    for account in (office.officer, office.reviewer, directorate):
        assert await counted(agreements, account, unit) == {
            "draft": (1, 0),
            "expiring": (1, 1),
            "paper_missing": (1, 1),
        }
    for account in (office.contact, stranger):
        assert await counted(agreements, account, unit) == {}
    for account in (office.reviewer, directorate):
        units = {case["waits_for"]["unit"] for case in await cases(agreements, account)}
        assert unit not in units


async def test_counts_are_paged(office: Office, directorate: str) -> None:
    await office.draft()
    await office.submit(await office.draft())
    agreements, listed, cursor = office.agreements, [], ""
    while True:
        page = (await agreements.get(f"/waiting/counts?limit=3{cursor}", directorate)).json()
        listed += [(count["scope_kind"], count["unit"], count["kind"]) for count in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert len(set(listed)) == len(listed)
    assert {("facility", office.facility["id"], "draft"), ("partner", office.partner_id, "review_by_partner")} <= set(
        listed
    )
