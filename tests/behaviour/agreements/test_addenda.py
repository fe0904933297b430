"""An addendum is signed like an agreement, and the agreement is read as of any day."""

from datetime import timedelta

from shared.operations.clock import MovableClock
from tests.behaviour.across.settled import all_settled
from tests.behaviour.agreements.published import INTERNAL, announced
from tests.behaviour.client import OPERATOR
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
    own = await office.agreements.post(f"/addenda/{addendum}/signatures", ours, office.head, if_match='"1"')
    problem(own, 409, "wrong-state")
    await office.pass_addendum(addendum)
    # Four eyes: who drafted it does not record the signature of the own unit.
    own = await office.agreements.post(f"/addenda/{addendum}/signatures", ours, office.officer, if_match='"5"')
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
    await office.pass_addendum(first)
    stranger = {"unit_id": office.agency_id, "position": "Kepala", "method": "wet_ink", "signed_on": office.day(0)}
    answer = await office.agreements.post(f"/addenda/{first}/signatures", stranger, office.officer, if_match='"4"')
    problem(answer, 422, "addendum-party-unknown")
    withdrawn = await office.agreements.post(f"/addenda/{first}/withdrawals", None, office.officer, if_match='"4"')
    assert withdrawn.json()["state"] == "withdrawn"
    again = await office.agreements.post(f"/addenda/{first}/withdrawals", None, office.officer, if_match='"5"')
    problem(again, 409, "wrong-state")
    second = (await office.agreements.post(path, body, office.officer)).json()
    assert second["ordinal"] == 2
    await office.pass_addendum(second["id"])
    await sign(office, second["id"], office.facility["id"], office.head)
    done = await sign(office, second["id"], office.partner_id, office.officer)
    assert done["state"] == "in_effect"
    shown = await office.show(id_)
    assert (shown["in_force_until"], shown["state"]) == (None, "active")


async def test_only_sides_whose_part_changed_review_an_addendum_again(office: Office) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-30, 300)), signed_on=office.day(-30))
    leaving, staying = (item["id"] for item in (await office.show(id_))["scope_items"][:2])
    body = {"effective_on": office.day(0), "reason": "Disesuaikan.", "removed_items": [leaving]}
    path = f"/agreements/{id_}/addendum-drafts"
    for wrong, slug in (([leaving, leaving], "addendum-item-unknown"), ([leaving, staying], "scope-emptied")):
        problem(await office.agreements.post(path, body | {"removed_items": wrong}, office.officer), 422, slug)
    party = {"removed_parties": [office.partner_id]}
    problem(await office.agreements.post(path, body | party, office.officer), 422, "parties-incomplete")
    addendum = (await office.agreements.post(path, body, office.officer)).json()["id"]
    # The account that drafted it does not submit it, and a partner's verdict needs its letter.
    await office.with_addendum(addendum, "submissions", None, office.head)
    path = f"/addenda/{addendum}"
    by_word = {"side": "partner", "verdict": "pass"}
    untraced = await office.agreements.post(f"{path}/reviews", by_word, office.officer, if_match='"2"')
    problem(untraced, 422, "partner-consent-missing")
    bare = {"side": "region", "verdict": "revise"}
    problem(
        await office.agreements.post(f"{path}/reviews", bare, office.reviewer, if_match='"2"'), 422, "comments-missing"
    )
    await office.with_addendum(addendum, "reviews", by_word, office.contact)
    returned = bare | {"comments": [{"clause": "Butir 1", "text": "Jelaskan alasannya."}]}
    await office.with_addendum(addendum, "reviews", returned, office.reviewer)
    assert (await announced(office, id_, "agreement.addendum_returned", INTERNAL))["data"]["side"] == "region"
    # The partner has passed the same changes; another reason is a matter of our own offices.
    changed = body | {"reason": "Kegiatannya beralih ke perjanjian lain."}
    assert (await office.agreements.put(f"{path}/draft", changed, office.officer, if_match='"4"')).is_success
    await office.with_addendum(addendum, "submissions", None, office.head)
    awaited = [each["side"] for each in await reviews(office, addendum) if each["verdict"] is None]
    assert awaited == ["region"]
    waiting = (await office.agreements.get("/waiting?kind=addendum_to_review", office.reviewer)).json()["items"]
    assert [each["about"]["id"] for each in waiting if each["about"]["id"] == id_] == [id_]
    await office.with_addendum(addendum, "reviews", bare | {"verdict": "pass"}, office.reviewer)
    await sign(office, addendum, office.facility["id"], office.head)
    done = await sign(office, addendum, office.partner_id, office.officer)
    assert done["state"] == "in_effect"
    assert [item["id"] for item in (await office.show(id_))["scope_items"]] == [staying]
    before = (await office.agreements.get(f"/agreements/{id_}?as_of={office.day(-1)}", office.officer)).json()
    assert [item["id"] for item in before["scope_items"]] == [leaving, staying]
    event = (await announced(office, id_, "agreement.amended"))["data"]
    assert (event["changed"], event["removed_items"]) == (["scope"], [leaving])
    # Its program ends on the day before.
    await all_settled(office.sinergi)
    programs = await office.sinergi.programs.get(f"/programs?agreement={id_}", office.officer)
    ended = [
        (await office.sinergi.programs.get(f"/programs/{each['id']}", office.officer)).json()["authorisations"]
        for each in programs.json()["items"]
    ]
    days = {a["scope_item_id"]: a["ended_on"] for authorisations in ended for a in authorisations}
    assert days == {leaving: office.day(-1), staying: None}


async def test_a_party_that_leaves_signs_unless_it_is_no_longer_there(office: Office) -> None:
    third = await register_partner(
        office.sinergi, {"name": f"Yayasan Pamit Contoh {office.suffix}", "category": "foundation_ngo"}
    )
    units = [office.facility["id"], office.partner_id, third]
    draft = await office.draft(term=office.term(-30, 300), parties=[{"unit_id": id_} for id_ in units])
    id_ = await office.signed(draft, signed_on=office.day(-30))
    body = {"effective_on": office.day(0), "reason": "Yayasan bubar.", "removed_parties": [third]}
    path = f"/agreements/{id_}/addendum-drafts"
    own = await office.agreements.post(path, body | {"removed_parties": [office.facility["id"]]}, office.officer)
    problem(own, 422, "place-leaves")
    addendum = (await office.agreements.post(path, body, office.officer)).json()["id"]
    await office.pass_addendum(addendum)
    (shown,) = (await office.agreements.get(f"/agreements/{id_}/addenda", office.officer)).json()
    assert [each["unit"]["id"] for each in shown["signers"]] == units
    partner = f"/partners/{third}"
    closing = {"closed_on": office.day(0), "reason": "Yayasan dibubarkan."}
    tag = (await office.agreements.get(partner, OPERATOR)).headers["ETag"]
    closed = await office.agreements.post(f"{partner}/closings", closing, OPERATOR, if_match=tag)
    assert closed.is_success, closed.text
    await sign(office, addendum, office.facility["id"], office.head)
    done = await sign(office, addendum, office.partner_id, office.officer)
    assert done["state"] == "in_effect"
    assert [party["unit"]["id"] for party in (await office.show(id_))["parties"]] == units[:2]
    # It comes back by another addendum, as the same party.
    again = body | {"removed_parties": [], "added_parties": [{"unit_id": third}]}
    problem(await office.agreements.post(path, again, office.officer), 409, "partner-has-closed")


async def reviews(office: Office, addendum: str) -> list[Body]:
    """The sides of the newest round."""
    rounds = (await office.agreements.get(f"/addenda/{addendum}/reviews", office.officer)).json()
    newest = max(each["round"] for each in rounds)
    return [each for each in rounds if each["round"] == newest]
