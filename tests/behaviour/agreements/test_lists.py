"""Lists of agreements: filters, pages, and today's state."""

from tests.behaviour.client import Sinergi
from tests.behaviour.office import AGRICULTURE, DECIDED, HEALTH, Office, register_partner


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


async def test_an_agency_sees_its_own_items_only(office: Office, sinergi: Sinergi) -> None:
    farm = {"name": f"Dinas Pertanian {office.suffix}", "category": "local_government", "parent_id": office.partner_id}
    other = await register_partner(sinergi, farm)
    account = f"agency-{office.suffix}"
    await sinergi.assign(account, "partner_contact", "partner", office.agency_id)
    items = [{**HEALTH, "agencies": [office.agency_id]}, {**AGRICULTURE, "agencies": [other]}]
    id_ = await office.signed(await office.draft(scope_items=items))
    added = [AGRICULTURE | DECIDED | {"agencies": [other]}]
    extension = (await office.extend(id_, added=added)).json()["id"]
    mine = {**HEALTH, "description": "Donor darah", "agencies": [office.agency_id]} | DECIDED
    content = await office.content(extension)
    assert (await office.change(extension, scope_items=[*content["scope_items"], mine])).is_success

    async def seen_by(reader: str, agreement: str) -> dict[str, list[str]]:
        """The descriptions of the items that an account is shown, by the part of the answer."""
        path = f"/agreements/{agreement}"
        shown = (await office.agreements.get(path, reader)).json()
        texts = (await office.agreements.get(f"{path}/texts", reader)).json()
        activity = (await office.agreements.get(f"{path}/activity", reader)).json()
        parts = {"whole": shown, "activity": activity} | {f"text {t['version']}": t["content"] for t in texts}
        assert (DECIDED["ground_reason"] in str(parts)) == (reader == office.officer and agreement == extension)
        return {part: [item["description"] for item in each["scope_items"]] for part, each in parts.items()}

    health, farming, blood = HEALTH["description"], AGRICULTURE["description"], mine["description"]
    assert await seen_by(account, id_) == {"whole": [health], "activity": [health], "text 1": [health]}
    both = [health, farming]
    for reader in (office.officer, office.contact):
        assert await seen_by(reader, id_) == {"whole": both, "activity": both, "text 1": both}
    assert await seen_by(account, extension) == {
        "whole": [health, blood],
        "activity": [health, blood],
        "text 1": [health],
        "text 2": [health, blood],
    }
    everything = [health, farming, farming, blood]
    for reader in (office.officer, office.contact):
        assert (await seen_by(reader, extension))["whole"] == everything
    changes = (await office.agreements.get(f"/agreements/{extension}", account)).json()["scope_changes"]
    assert {part: len(ids) for part, ids in changes.items()} == {"kept": 1, "added": 1, "removed": 0}
