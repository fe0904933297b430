"""Lists of agreements: filters, pages, and today's state."""

from tests.behaviour.agreements.desk import Desk
from tests.behaviour.conftest import Sinergi


async def listed(desk: Desk, query: str, as_: str | None = None) -> list[str]:
    answer = await desk.sinergi.agreements.get(f"/agreements?{query}", as_ or desk.officer)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


async def test_filters_narrow_the_list(desk: Desk, directorate: str) -> None:
    draft = await desk.drafted()
    active = await desk.signed(await desk.drafted())
    mine = f"facility={desk.facility['id']}&partner={desk.partner_id}"
    assert await listed(desk, mine, directorate) == [active, draft]
    assert await listed(desk, f"partner={desk.agency_id}", directorate) == [active, draft]
    assert await listed(desk, f"{mine}&region={desk.facility['region']}&state=active", directorate) == [active]
    assert await listed(desk, f"{mine}&state=expired", directorate) == []
    assert await listed(desk, "", desk.contact) == [active, draft]


async def test_pages_follow_each_other_without_a_gap(desk: Desk) -> None:
    drafts = [await desk.drafted() for _ in range(3)]
    first = (await desk.sinergi.agreements.get("/agreements?limit=2", desk.contact)).json()
    second = (await desk.sinergi.agreements.get(f"/agreements?limit=2&cursor={first['next']}", desk.contact)).json()
    assert [item["id"] for item in first["items"] + second["items"]] == drafts[::-1]
    assert second["next"] is None


async def test_the_list_and_the_agreement_show_the_same_state(desk: Desk) -> None:
    terms = {"signed": (1, 100), "active": (0, 0), "expired": (-100, -1)}
    for state, (since, until) in terms.items():
        agreement_id = await desk.signed(await desk.drafted(term=desk.term(since, until)))
        assert (await desk.show(agreement_id))["state"] == state
        assert await listed(desk, f"partner={desk.partner_id}&state={state}") == [agreement_id]


async def test_the_contact_of_an_agency_sees_agreements_that_name_it(desk: Desk, sinergi: Sinergi) -> None:
    account = f"agency-{desk.mark}"
    await sinergi.appoint(account, "partner_contact", "partner", desk.agency_id)
    agreement_id = await desk.drafted()
    assert await listed(desk, "", account) == [agreement_id]
