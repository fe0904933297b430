"""An addendum is signed like an agreement, and the agreement is read as of any day."""

from datetime import timedelta

from shared.operations.clock import MovableClock
from tests.behaviour.across.settled import all_settled
from tests.behaviour.agreements.published import announced
from tests.behaviour.office import DECIDED, ENVIRONMENT, Body, Office, problem, register_partner


async def sign(office: Office, addendum: str, unit_id: str, as_: str, **changes: object) -> Body:
    path = f"/addenda/{addendum}"
    tag = (await office.agreements.get(path, office.officer)).headers["ETag"]
    signature = {"unit_id": unit_id, "position": "Kepala", "method": "wet_ink", "signed_on": office.day(0)} | changes
    answer = await office.agreements.post(f"{path}/signatures", signature, as_, if_match=tag)
    assert answer.is_success, answer.text
    return dict(answer.json())


async def test_an_addendum_adds_a_partner_and_a_field_from_tomorrow_on(office: Office, clock: MovableClock) -> None:
    """The waste office joins a memorandum that the regency and the prison have signed."""
    id_ = await office.signed(await office.draft(term=office.term(-30, 300)), signed_on=office.day(-30))
    joining = await register_partner(
        office.sinergi, {"name": f"Yayasan Hijau Contoh {office.suffix}", "category": "foundation_ngo"}
    )
    path = f"/agreements/{id_}/addendum-drafts"
    body = {
        "effective_on": office.day(1),
        "number": "CONTOH-ADD-1",
        "reason": "Yayasan bergabung.",
        "term": {"in_force_until": office.day(500)},
        "added_items": [ENVIRONMENT | DECIDED | {"agencies": [joining]}],
        "added_parties": [{"unit_id": joining}],
    }
    nothing = {"effective_on": office.day(1), "reason": "Tanpa perubahan."}
    for wrong, status, slug in (
        (nothing, 422, "addendum-empty"),
        (body | {"effective_on": office.day(301)}, 422, "not-in-force-then"),
        (body | {"term": {"in_force_until": office.day(300)}}, 422, "term-unchanged"),
        (body | {"added_items": [ENVIRONMENT]}, 422, "additions-untraced"),
        (body | {"added_parties": []}, 422, "agency-of-no-party"),
        (body | {"added_parties": [{"unit_id": joining}, {"unit_id": office.partner_id}]}, 422, "party-twice"),
    ):
        problem(await office.agreements.post(path, wrong, office.officer), status, slug)
    problem(await office.agreements.post(path, body, office.contact), 403, "not-permitted")
    drafted = await office.agreements.post(path, body, office.officer)
    assert drafted.status_code == 201, drafted.text
    addendum = drafted.json()["id"]
    problem(await office.agreements.post(path, body, office.officer), 409, "addendum-open")
    ours = {"unit_id": office.facility["id"], "position": "Kepala", "method": "wet_ink", "signed_on": office.day(0)}
    # Four eyes: who drafted it does not record the signature of the own unit.
    own = await office.agreements.post(f"/addenda/{addendum}/signatures", ours, office.officer, if_match='"1"')
    problem(own, 403, "second-account-needed")
    await sign(office, addendum, office.facility["id"], office.head)
    await sign(office, addendum, office.partner_id, office.officer)
    assert (await office.show(id_))["in_force_until"] == office.day(300)
    signed = await sign(office, addendum, joining, office.officer)
    assert (signed["state"], signed["effective_on"]) == ("signed", office.day(1))
    assert len((await office.show(id_))["parties"]) == 2
    clock.move_to(clock.now() + timedelta(days=1))
    event = (await announced(office, id_, "agreement.amended"))["data"]
    assert (event["changed"], event["addendum_id"]) == (["term", "scope", "parties"], addendum)
    extended = (await announced(office, id_, "agreement.scope_extended"))["data"]
    assert (extended["addendum_id"], [item["field"] for item in extended["added"]]) == (addendum, ["environment"])

    shown = await office.show(id_)
    assert [party["unit"]["id"] for party in shown["parties"]][2:] == [joining]
    assert (shown["state"], shown["in_force_until"]) == ("active", office.day(499))
    assert len(shown["scope_items"]) == 3
    # As it was on the day before, and before it was signed.
    before = (await office.agreements.get(f"/agreements/{id_}?as_of={office.day(-1)}", office.officer)).json()
    assert (len(before["parties"]), len(before["scope_items"]), before["state"]) == (2, 2, "active")
    assert before["in_force_until"] == office.day(299)
    early = await office.agreements.get(f"/agreements/{id_}?as_of={office.day(-900)}", office.officer)
    problem(early, 404, "agreement-not-then")
    # The programs of the new item run for its partner.
    await all_settled(office.sinergi)
    programs = await office.sinergi.programs.get(f"/programs?agreement={id_}", office.officer)
    assert "Pengelolaan sampah" in {each["name"] for each in programs.json()["items"]}
    (listed,) = (await office.agreements.get(f"/agreements/{id_}/addenda", office.officer)).json()
    assert (listed["state"], len(listed["signers"])) == ("in_effect", 3)


async def test_an_addendum_that_not_all_have_signed_is_withdrawn(office: Office) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-30, 300)), signed_on=office.day(-30))
    body = {"effective_on": office.day(0), "reason": "Diperpanjang.", "term": {"in_force_until": None}}
    path = f"/agreements/{id_}/addendum-drafts"
    first = (await office.agreements.post(path, body, office.officer)).json()["id"]
    stranger = {"unit_id": office.agency_id, "position": "Kepala", "method": "wet_ink", "signed_on": office.day(0)}
    answer = await office.agreements.post(f"/addenda/{first}/signatures", stranger, office.officer, if_match='"1"')
    problem(answer, 422, "addendum-party-unknown")
    withdrawn = await office.agreements.post(f"/addenda/{first}/withdrawals", None, office.officer, if_match='"1"')
    assert withdrawn.json()["state"] == "withdrawn"
    again = await office.agreements.post(f"/addenda/{first}/withdrawals", None, office.officer, if_match='"2"')
    problem(again, 409, "wrong-state")
    second = (await office.agreements.post(path, body, office.officer)).json()
    assert second["ordinal"] == 2
    await sign(office, second["id"], office.facility["id"], office.head)
    done = await sign(office, second["id"], office.partner_id, office.officer)
    assert done["state"] == "in_effect"
    shown = await office.show(id_)
    assert (shown["in_force_until"], shown["state"]) == (None, "active")
