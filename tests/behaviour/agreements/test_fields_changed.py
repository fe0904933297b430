"""Fields are renamed and closed by command: agreements keep their fields, and new drafts choose from the tree."""

from uuid import uuid4

from tests.behaviour.agreements.published import events_of, name
from tests.behaviour.office import HEALTH, Body, Office, problem


async def change(office: Office, field: str, step: str, body: Body | None = None) -> Body:
    tag = (await office.agreements.get("/fields", office.directorate)).headers["ETag"]
    answer = await office.agreements.post(f"/fields/{field}/{step}", body, office.directorate, if_match=tag)
    assert answer.is_success, answer.text
    return dict(answer.json())


async def added(office: Office, parent: str | None = None) -> str:
    code = "x" + "".join(each for each in uuid4().hex if each.isalpha())
    names = {"id": f"Bidang {code}", "en": f"Field {code}"}
    answer = await office.agreements.post(
        "/fields", {"code": code, "parent": parent, "name": names}, office.directorate
    )
    assert answer.status_code == 201, answer.text
    return code


def names_in(tree: Body) -> dict[str, str]:
    found, left = {}, list(tree["fields"])
    while left:
        node = left.pop()
        found[node["code"]] = node["name"]["id"]
        left += node["children"]
    return found


async def test_a_renamed_field_keeps_its_code_and_its_agreements(office: Office, directorate: str) -> None:
    code = await added(office)
    id_ = await office.draft(scope_items=[HEALTH | {"field": code}])
    names = {"id": f"Nama baru {code}", "en": f"New name {code}"}
    tree = await change(office, code, "names", names)
    assert names_in(tree)[code] == f"Nama baru {code}"
    assert (await office.show(id_))["scope_items"][0]["field_name"] == f"Nama baru {code}"
    other = await added(office)
    tag = (await office.agreements.get("/fields", office.directorate)).headers["ETag"]
    path = f"/fields/{other}/names"
    problem(await office.agreements.post(path, names, office.directorate, if_match=tag), 409, "field-known")
    problem(await office.agreements.post(path, names, office.officer, if_match=tag), 403, "not-permitted")
    problem(
        await office.agreements.post("/fields/nothing/names", names, office.directorate, if_match=tag),
        404,
        "field-not-found",
    )

    async def published() -> None:
        events = [each["data"] for each in await events_of(office, code) if name(each) == "field.published"]
        assert [(each["name_indonesian"], each["closed"]) for each in events] == [
            (f"Bidang {code}", False),
            (f"Nama baru {code}", False),
        ]

    await office.sinergi.eventually(published)


async def test_a_closed_field_stays_in_agreements_and_cannot_be_chosen(office: Office, directorate: str) -> None:
    above = await added(office)
    code = await added(office, above)
    id_ = await office.draft(scope_items=[HEALTH | {"field": code}])
    tag = (await office.agreements.get("/fields", office.directorate)).headers["ETag"]
    answer = await office.agreements.post(f"/fields/{above}/closings", None, office.directorate, if_match=tag)
    problem(answer, 409, "field-has-others-below")
    assert code not in names_in(await change(office, code, "closings"))
    assert (await office.show(id_))["scope_items"][0]["field"] == code
    body = office.draft_body(scope_items=[HEALTH | {"field": code}])
    problem(await office.agreements.post("/agreements", body, office.officer), 422, "field-unknown")
    events = [each["data"]["closed"] for each in await events_of(office, code) if name(each) == "field.published"]
    assert events[0] is False
    assert above not in names_in(await change(office, above, "closings"))
