"""A partner's head changes, and the agreement is renewed because of it."""

from tests.behaviour.agreements.published import announced
from tests.behaviour.office import Office, problem


async def test_a_new_regent_signs_the_memorandum_again(office: Office, directorate: str) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-30, 300)), signed_on=office.day(-30))
    renewed = {"term": office.term(0, 700), "occasion": "change_of_head"}
    problem(await office.extend(id_, **renewed), 409, "head-unchanged")
    path = f"/partners/{office.partner_id}"
    version = (await office.agreements.get(path, directorate)).json()["version"]
    head = {"head": {"office": "Bupati", "valid_from": office.day(-5)}, "contacts": []}
    answer = await office.agreements.put(f"{path}/particulars", head, directorate, if_match=f'"{version}"')
    assert answer.is_success, answer.text
    changed = f"/agreements/{id_}/changed-heads"
    (found,) = (await office.agreements.get(changed, office.officer)).json()
    assert (found["partner_id"], found["office"], found["since"]) == (office.partner_id, "Bupati", office.day(-5))
    problem(await office.agreements.get(changed, office.contact), 403, "not-permitted")

    drafted = await office.extend(id_, **renewed)
    assert drafted.status_code == 201, drafted.text
    shown = await office.show(drafted.json()["id"])
    assert shown["renewal_occasion"] == "change_of_head"
    (difference,) = shown["differences"]
    assert (difference["between"]["gap_days"], difference["between"]["overlap_days"]) == (0, 301)
    await office.signed(drafted.json()["id"])
    event = (await announced(office, id_, "agreement.superseded"))["data"]
    assert (event["successor_id"], event["gap_days"]) == (shown["id"], 0)
