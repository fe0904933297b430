"""An agreement that comes to its end is extended, or its keeper decides to let it end."""

from tests.behaviour.agreements.published import INTERNAL, announced
from tests.behaviour.office import Office, problem

REASON = {"reason": "purpose_achieved"}


async def expiring(office: Office, id_: str) -> bool:
    items = (await office.agreements.get("/waiting?kind=expiring&limit=200", office.head)).json()["items"]
    return id_ in [each["about"]["id"] for each in items]


async def test_a_head_decides_not_to_extend_and_nothing_waits(office: Office) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-400, 20)), signed_on=office.day(-400))
    path = f"/agreements/{id_}/expiry-decisions"
    assert await expiring(office, id_)
    problem(await office.agreements.post(path, REASON, office.officer), 403, "not-permitted")
    problem(await office.agreements.post(path, {"reason": "tired"}, office.head), 422, "invalid-request")
    made = await office.agreements.post(path, REASON, office.head)
    assert made.status_code == 200, made.text
    assert not await expiring(office, id_)
    problem(await office.agreements.post(path, REASON, office.head), 409, "expiry-decided")
    listed = (await office.agreements.get(path, office.reviewer)).json()
    assert listed == [{"in_force_until": office.day(20), "decided_on": office.day(0)} | REASON]
    event = await announced(office, id_, "agreement.not_extended", INTERNAL)
    assert (event["data"]["in_force_until"], event["data"]["reason"]) == (office.day(20), "purpose_achieved")
    problem(await office.agreements.get(path, office.contact), 403, "not-permitted")
    # Things change: an extension is drafted after all, and until it is signed the end waits again.
    assert (await office.extend(id_)).status_code == 201
    assert await expiring(office, id_)


async def test_only_a_coming_end_without_a_successor_is_decided(office: Office) -> None:
    drafted = await office.draft()
    problem(
        await office.agreements.post(f"/agreements/{drafted}/expiry-decisions", REASON, office.head), 409, "without-end"
    )
    id_ = await office.signed(await office.draft(term=office.term(-400, 20)), signed_on=office.day(-400))
    assert (await office.extend(id_)).status_code == 201
    answer = await office.agreements.post(f"/agreements/{id_}/expiry-decisions", REASON, office.head)
    problem(answer, 409, "successor-exists")
