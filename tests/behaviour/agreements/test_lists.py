"""Lists of agreements: filters, pages, and today's state."""

from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office


async def listed(office: Office, query: str, as_: str | None = None) -> list[str]:
    answer = await office.agreements.get(f"/agreements?{query}", as_ or office.officer)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


async def test_filters_narrow_the_list(office: Office, directorate: str) -> None:
    draft = await office.draft()
    active = await office.signed(await office.draft())
    mine = f"facility={office.facility['id']}&partner={office.partner_id}"
    assert await listed(office, mine, directorate) == [active, draft]
    assert await listed(office, f"partner={office.agency_id}", directorate) == [active, draft]
    assert await listed(office, f"{mine}&region={office.facility['region']}&state=active", directorate) == [active]
    assert await listed(office, f"{mine}&state=expired", directorate) == []
    assert await listed(office, "", office.contact) == [active, draft]


async def test_pages_follow_each_other_without_a_gap(office: Office) -> None:
    drafts = [await office.draft() for _ in range(3)]
    first = (await office.agreements.get("/agreements?limit=2", office.contact)).json()
    second = (await office.agreements.get(f"/agreements?limit=2&cursor={first['next']}", office.contact)).json()
    assert [item["id"] for item in first["items"] + second["items"]] == drafts[::-1]
    assert second["next"] is None


async def test_the_list_and_the_agreement_show_the_same_state(office: Office) -> None:
    terms = {"signed": (1, 100), "active": (0, 0), "expired": (-100, -1)}
    for state, (since, until) in terms.items():
        agreement_id = await office.signed(await office.draft(term=office.term(since, until)))
        assert (await office.show(agreement_id))["state"] == state
        assert await listed(office, f"partner={office.partner_id}&state={state}") == [agreement_id]


async def test_the_contact_of_an_agency_sees_agreements_that_name_it(office: Office, sinergi: Sinergi) -> None:
    account = f"agency-{office.suffix}"
    await sinergi.assign(account, "partner_contact", "partner", office.agency_id)
    agreement_id = await office.draft()
    assert await listed(office, "", account) == [agreement_id]
