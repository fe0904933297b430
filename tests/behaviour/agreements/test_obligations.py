"""Promises of parties: their dues, deliveries, and the notice of a missed one."""

from datetime import date, timedelta

from shared.operations.clock import MovableClock
from tests.behaviour.agreements.published import INTERNAL, announced
from tests.behaviour.office import Body, Office, problem, register_partner


def promise(office: Office, **changes: object) -> Body:
    values = {"unit_id": office.partner_id, "description": "Sesi konseling", "clause": "Pasal 5"}
    return values | {"measure": "sessions", "quantity": 20, "schedule": "monthly"} | changes


async def agree(office: Office, agreement_id: str, **changes: object) -> Body:
    path = f"/agreements/{agreement_id}/obligations"
    answer = await office.agreements.post(path, promise(office, **changes), office.officer)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def show(office: Office, obligation_id: str, as_: str | None = None) -> Body:
    return dict((await office.agreements.get(f"/obligations/{obligation_id}", as_ or office.officer)).json())


async def step(office: Office, obligation_id: str, name: str, body: Body, as_: str | None = None) -> Body:
    path = f"/obligations/{obligation_id}"
    tag = (await office.agreements.get(path, office.officer)).headers["ETag"]
    answer = await office.agreements.post(f"{path}/{name}", body, as_ or office.officer, if_match=tag)
    assert answer.is_success, answer.text
    return dict(answer.json())


async def waits(office: Office, kind: str, agreement_id: str, as_: str) -> bool:
    items = (await office.agreements.get(f"/waiting?kind={kind}&limit=200", as_)).json()["items"]
    return agreement_id in [each["about"]["id"] for each in items]


async def test_a_monthly_promise_is_delivered_missed_and_waived(office: Office, clock: MovableClock) -> None:
    """A narcotics agency promises twenty sessions of counselling each month."""
    id_ = await office.signed(await office.draft(term=office.term(-30, 300)), signed_on=office.day(-30))
    path = f"/agreements/{id_}/obligations"
    name = f"Yayasan Lain Contoh {office.suffix}"
    other = await register_partner(office.sinergi, {"name": name, "category": "foundation_ngo"})
    for wrong, status, slug in (
        ({"clause": None}, 422, "clause-missing"),
        ({"unit_id": other}, 422, "agency-of-no-party"),
        ({"scope_item_id": id_}, 422, "obligation-item-unknown"),
    ):
        answer = await office.agreements.post(path, promise(office, **wrong), office.officer)
        problem(answer, status, slug)
    problem(await office.agreements.post(path, promise(office), office.contact), 403, "not-permitted")
    obligation = (await agree(office, id_))["id"]
    (due,) = (await show(office, obligation))["dues"]
    assert (due["state"], due["quantity"], due["delivered"]) == ("waiting", 20, 0)
    assert await waits(office, "obligation_to_record", id_, office.officer)
    assert await waits(office, "obligation_due", id_, office.contact)
    delivery = {"due_id": due["id"], "quantity": 12, "delivered_on": office.day(0), "evidence": "Daftar hadir"}
    later = await office.agreements.post(
        f"/obligations/{obligation}/deliveries", delivery | {"delivered_on": office.day(1)}, office.officer
    )
    problem(later, 422, "day-in-the-future")
    await step(office, obligation, "deliveries", delivery)
    # The month is over, and eight sessions are missing.
    month_end = date.fromisoformat(due["due_on"])
    clock.move_to(clock.now() + (month_end - date.fromisoformat(office.day(0))) + timedelta(days=2))
    missed = (await announced(office, id_, "obligation.missed", INTERNAL))["data"]
    assert (missed["due_id"], missed["quantity"], missed["delivered"]) == (due["id"], 20, 12)
    shown = await show(office, obligation)
    assert [each["state"] for each in shown["dues"]] == ["overdue", "waiting"]
    assert (shown["overdue"], shown["fulfilled"]) == (1, 0)
    await step(office, obligation, "deliveries", delivery | {"quantity": 8})
    fulfilled = (await announced(office, id_, "obligation.delivered", INTERNAL))["data"]
    assert (fulfilled["due_id"], fulfilled["delivered"]) == (due["id"], 20)
    second = (await show(office, obligation))["dues"][1]["id"]
    await step(office, obligation, "waivers", {"due_id": second, "reason": "Blok ditutup."})
    again = {"due_id": second, "quantity": 1, "delivered_on": office.day(0), "evidence": "Daftar hadir"}
    answer = await office.agreements.post(f"/obligations/{obligation}/deliveries", again, office.officer)
    problem(answer, 409, "due-waived")
    assert not await waits(office, "obligation_to_record", id_, office.officer)
    # A partner's contact sees dues and deliveries, but no evidence and no reasons.
    as_partner = await show(office, obligation, office.contact)
    assert {each["evidence"] for each in as_partner["deliveries"]} == {None}
    assert [each["waive_reason"] for each in as_partner["dues"]] == [None, None]


async def promised_on(office: Office, agreement_id: str, day: str) -> list[tuple[str, int]]:
    """The obligations as of a day with their quantities."""
    answer = await office.agreements.get(f"/agreements/{agreement_id}/promises?as_of={day}", office.contact)
    assert answer.status_code == 200, answer.text
    return [(each["id"], each["quantity"]) for each in answer.json()]


async def test_a_promise_of_a_draft_is_due_once_it_binds_and_ends_by_an_addendum(office: Office) -> None:
    draft = await office.draft(term=office.term(-30, 300))
    own = {"unit_id": office.facility["id"], "schedule": "once", "due_on": office.day(30), "measure": "goods"}
    once = await agree(office, draft, **own, clause=None, quantity=3)
    assert once["dues"] == []
    asked = (await agree(office, draft, schedule="on_request", clause=None))["id"]
    id_ = await office.signed(draft, signed_on=office.day(-30))

    async def opened() -> None:
        assert [each["state"] for each in (await show(office, once["id"]))["dues"]] == ["waiting"]

    await office.sinergi.eventually(opened)
    assert await waits(office, "obligation_due", id_, office.officer)
    await step(office, asked, "requests", {"due_on": office.day(10), "quantity": 5})
    (due,) = (await show(office, asked))["dues"]
    assert (due["due_on"], due["quantity"]) == (office.day(10), 5)
    addendum = {
        "effective_on": office.day(0),
        "reason": "Bantuan diganti.",
        "removed_obligations": [once["id"]],
        "added_obligations": [promise(office, clause=None, quantity=10)],
        "changed_obligations": [{"obligation_id": asked, "quantity": 6}],
    }
    path = f"/agreements/{id_}/addendum-drafts"
    wrong = await office.agreements.post(path, addendum | {"removed_obligations": [id_]}, office.officer)
    problem(wrong, 422, "obligation-unknown")
    same = addendum | {"changed_obligations": [{"obligation_id": asked, "quantity": 20}]}
    problem(await office.agreements.post(path, same, office.officer), 422, "obligation-unchanged")
    made = await office.agreements.post(path, addendum, office.officer)
    assert made.status_code == 201, made.text
    addendum_id = made.json()["id"]
    await office.pass_addendum(addendum_id)
    for unit, account in ((office.facility["id"], office.head), (office.partner_id, office.officer)):
        signature = {"unit_id": unit, "position": "Kepala", "method": "wet_ink", "signed_on": office.day(0)}
        await office.with_addendum(addendum_id, "signatures", signature, account)
    assert (await announced(office, id_, "agreement.amended"))["data"]["changed"] == ["obligations"]
    changed = (await announced(office, id_, "obligation.changed", INTERNAL))["data"]
    assert (changed["obligation_id"], changed["former_quantity"], changed["quantity"]) == (asked, 20, 6)
    shown = (await office.agreements.get(f"/addenda/{addendum_id}", office.officer)).json()["changed_obligations"]
    assert [(each["id"], each["former_quantity"], each["quantity"]) for each in shown] == [(asked, 20, 6)]
    # Earlier dues keep their quantity.
    assert [each["quantity"] for each in (await show(office, asked))["dues"]] == [5]
    listed = (await office.agreements.get(f"/agreements/{id_}/obligations", office.officer)).json()
    assert [each["ended_on"] for each in listed] == [office.day(-1), None, None]
    assert (listed[2]["addendum_id"], listed[2]["quantity"]) == (addendum_id, 10)
    yesterday, today = [await promised_on(office, id_, office.day(days)) for days in (-1, 0)]
    assert [quantity for each, quantity in yesterday if each == asked] == [20]
    assert once["id"] in dict(yesterday)
    assert [(each == asked, quantity) for each, quantity in today] == [(True, 6), (False, 10)]
    ending = {"ended_on": office.day(0), "reason": "Lagi."}
    path = f"/obligations/{once['id']}"
    tag = (await office.agreements.get(path, office.officer)).headers["ETag"]
    ended = await office.agreements.post(f"{path}/endings", ending, office.head, if_match=tag)
    problem(ended, 409, "wrong-state")
