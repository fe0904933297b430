"""Recognitions: proposed from what a partner delivered, decided by a second person, and read by the partner."""

import pytest

from tests.behaviour.agreements.published import INTERNAL, PUBLIC, events_of, name
from tests.behaviour.office import Body, Office, problem


async def with_delivery(office: Office, quantity: int = 3) -> str:
    """A signed agreement whose partner has delivered all, or a part, of its dues of today; its id."""
    id_ = await office.signed(await office.draft(term=office.term(-10, 900)), signed_on=office.day(-10))
    promise: Body = {"unit_id": office.partner_id, "description": "Bantuan alat", "clause": "Pasal 6"}
    promise |= {"measure": "goods", "quantity": 3, "schedule": "on_request"}
    made = await office.agreements.post(f"/agreements/{id_}/obligations", promise, office.officer)
    assert made.status_code == 201, made.text
    path = f"/obligations/{made.json()['id']}"
    asked = {"due_on": office.day(0), "quantity": 3}
    due = await office.agreements.post(f"{path}/requests", asked, office.officer, if_match='"1"')
    assert due.is_success, due.text
    given = {"due_id": due.json()["dues"][0]["id"], "quantity": quantity}
    given |= {"delivered_on": office.day(0), "evidence": "BA-1/2026"}
    delivered = await office.agreements.post(f"{path}/deliveries", given, office.officer, if_match='"2"')
    assert delivered.is_success, delivered.text
    return id_


def proposing(office: Office, **changes: object) -> Body:
    about = {"unit_id": office.facility["id"], "partner_id": office.partner_id, "kind": "charter"}
    period = {"period_from": office.day(-300), "period_until": office.day(0)}
    return about | period | {"ground": "obligations_fulfilled"} | changes


async def waiting(office: Office, account: str) -> set[str]:
    answer = await office.agreements.get("/waiting?kind=recognition_to_decide&limit=200", account)
    return {each["about"]["id"] for each in answer.json()["items"]}


async def decide(office: Office, path: str, body: Body, as_: str) -> Body:
    tag = (await office.agreements.get(path, office.officer)).headers["ETag"]
    answer = await office.agreements.post(f"{path}/decisions", body, as_, if_match=tag)
    assert answer.is_success, answer.text
    return dict(answer.json())


async def test_a_partner_is_recognised_for_what_it_has_delivered(office: Office) -> None:
    await with_delivery(office)
    candidates = (await office.agreements.get("/partners-to-recognise", office.officer)).json()["partners"]
    mine = [each["figures"] for each in candidates if each["partner_id"] == office.partner_id]
    assert [(each["dues"], each["fulfilled"], each["overdue"], each["agreements"]) for each in mine] == [(1, 1, 0, 1)]
    made = await office.agreements.post("/recognitions", proposing(office), office.officer)
    assert made.status_code == 201, made.text
    id_, path = made.json()["id"], f"/recognitions/{made.json()['id']}"
    assert (made.json()["state"], made.json()["level"]) == ("proposed", "facility")
    # It waits for the head, and not for the officer who has proposed it.
    assert id_ in await waiting(office, office.head)
    assert id_ not in await waiting(office, office.officer)
    problem(await office.agreements.post("/recognitions", proposing(office), office.officer), 409, "recognised-twice")
    refused = await office.agreements.post(f"{path}/decisions", {"granted": True}, office.officer, if_match='"1"')
    problem(refused, 403, "not-permitted")
    granted = await decide(office, path, {"granted": True}, office.head)
    assert (granted["state"], granted["decided_on"]) == ("granted", office.day(0))
    assert id_ not in await waiting(office, office.head)
    again = await office.agreements.post(f"{path}/decisions", {"granted": True}, office.head, if_match='"2"')
    problem(again, 409, "wrong-state")
    of_partner = f"/partners/{office.partner_id}/recognitions"
    for account in (office.contact, office.officer):
        listed = (await office.agreements.get(of_partner, account)).json()
        assert [(each["recognition_id"], each["ground"]) for each in listed] == [(id_, "obligations_fulfilled")]

    async def published() -> None:
        proposed = await events_of(office, office.partner_id, INTERNAL)
        assert "recognition.proposed" in [name(each) for each in proposed]
        recognised = [each for each in await events_of(office, office.partner_id) if name(each) == "partner.recognised"]
        assert [each["data"]["recognised_on"] for each in recognised] == [office.day(0)]
        assert not {"figures", "account", "refusal"} & recognised[0]["data"].keys()

    await office.sinergi.eventually(published)


async def test_a_refusal_names_its_reason_and_is_no_public_fact(office: Office) -> None:
    await with_delivery(office)
    made = await office.agreements.post("/recognitions", proposing(office), office.officer)
    path = f"/recognitions/{made.json()['id']}"
    for wrong in ({"granted": False}, {"granted": True, "refusal": "not_this_year"}):
        answer = await office.agreements.post(f"{path}/decisions", wrong, office.head, if_match='"1"')
        problem(answer, 422, "invalid-request")
    refused = await decide(office, path, {"granted": False, "refusal": "complaint_open"}, office.head)
    assert (refused["state"], refused["refusal"]) == ("refused", "complaint_open")
    assert (await office.agreements.get(f"/partners/{office.partner_id}/recognitions", office.contact)).json() == []
    # A refused one does not keep another from being proposed.
    assert (await office.agreements.post("/recognitions", proposing(office), office.officer)).status_code == 201

    async def published() -> None:
        internal = [name(each) for each in await events_of(office, office.partner_id, INTERNAL)]
        assert internal == ["recognition.proposed", "recognition.refused", "recognition.proposed"]
        public = [name(each) for each in await events_of(office, office.partner_id, PUBLIC)]
        assert "partner.recognised" not in public

    await office.sinergi.eventually(published)


@pytest.mark.parametrize(
    ("changes", "status", "slug"),
    [
        ({"ground": "sessions_delivered"}, 409, "ground-not-on-record"),
        ({"ground": "commended_by_evaluation"}, 409, "ground-not-on-record"),
        ({"period_until": "2020-01-31", "period_from": "2020-01-01"}, 422, "recognised-partner-unfit"),
        ({"period_from": "2020-01-31", "period_until": "2020-01-01"}, 422, "recognition-period-unfit"),
        ({"partner_id": "019c0000-0000-7000-8000-000000000001"}, 422, "unit-unknown"),
    ],
)
async def test_what_is_not_on_record_is_refused(office: Office, changes: Body, status: int, slug: str) -> None:
    await with_delivery(office)
    answer = await office.agreements.post("/recognitions", proposing(office, **changes), office.officer)
    problem(answer, status, slug)


async def test_who_owes_something_is_not_recognised_for_fulfilling_it(office: Office) -> None:
    await with_delivery(office, quantity=1)
    answer = await office.agreements.post("/recognitions", proposing(office), office.officer)
    problem(answer, 409, "ground-not-on-record")


async def test_a_head_who_proposes_does_not_decide(office: Office) -> None:
    await with_delivery(office)
    made = await office.agreements.post("/recognitions", proposing(office), office.head)
    assert made.status_code == 201, made.text
    path = f"/recognitions/{made.json()['id']}"
    answer = await office.agreements.post(f"{path}/decisions", {"granted": True}, office.head, if_match='"1"')
    problem(answer, 403, "second-person-decides")
    problem(await office.agreements.get(path, office.contact), 403, "not-permitted")
