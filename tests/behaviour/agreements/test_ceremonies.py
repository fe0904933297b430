"""Ceremonies: prepared from a list, numbered, signed once by the keeper, by partners at several desks, and closed."""

import asyncio
from uuid import uuid4

from tests.behaviour.agreements.at_ceremony import HEAD, listed_of, opened, plan_of, prepared
from tests.behaviour.agreements.published import announced, published
from tests.behaviour.office import Office, problem


async def test_a_ceremony_from_its_list_to_its_summary(office: Office) -> None:
    ceremony = await prepared(office, 4)
    numbers = await ceremony.perform("number-blocks", {"pattern": f"W.13-#/{office.suffix}", "first": 7})
    assert [each["number"] for each in numbers] == [f"W.13-{number}/{office.suffix}" for number in (7, 8, 9, 10)]
    problem(await ceremony.sign(1), 409, "wrong-state")
    await ceremony.perform("openings", None)
    results = await ceremony.perform("keeper-signatures", HEAD, office.head)
    assert [each["result"] for each in results] == ["signed"] * 4

    first, second = [(await ceremony.sign(number)).json() for number in (3, 1)]
    assert [(each["order_number"], each["document_state"]) for each in (first, second)] == [
        (1, "signed"),
        (2, "signed"),
    ]
    assert (await ceremony.mark(2, "late")).is_success
    undecided = problem(await ceremony.attempt("closings", {"papers_counted": 2}), 409, "agreements-undecided")
    assert (await office.show(ceremony.listed[3].id))["registration_number"] in undecided["detail"]
    assert (await ceremony.mark(4, "absent")).is_success
    problem(await ceremony.attempt("closings", {"papers_counted": 3}), 409, "papers-differ")
    closed = await ceremony.perform("closings", {"papers_counted": 3, "papers_note": "Satu naskah rangkap."})
    counts = {"planned": 4, "signed": 2, "late": 1, "absent": 1, "withdrawn": 0}
    assert closed["reconciliation"] == {**counts, "papers_counted": 3, "papers_note": "Satu naskah rangkap."}

    shown = await ceremony.show(office.reviewer)
    assert [each["outcome"] for each in shown["agreements"]] == ["signed", "late", "signed", "absent"]
    assert [each["document_number"] for each in shown["agreements"]] == [each["number"] for each in numbers]
    orders = [[one["order_number"] for one in each["parties"][1]["given"]] for each in shown["agreements"]]
    assert orders == [[2], [], [1], []]
    held = await announced(office, ceremony.id, "ceremony.held")
    assert {name: held["data"][name] for name in counts} == counts
    assert [each["outcome"] for each in held["data"]["agreements"]] == ["signed", "late", "signed", "absent"]
    await published(office, ceremony.listed[0].id, "agreement.signed")
    problem(await ceremony.sign(4), 409, "wrong-state")
    # A party that was late or absent signs afterwards, as for any other agreement.
    late = (await office.show(ceremony.listed[1].id))["parties"][1]
    receipt = await office.perform(ceremony.listed[1].id, "signatures", office.signature(late, signed_on=office.day(0)))
    assert receipt["document_state"] == "signed"


async def test_a_repeated_signature_has_the_number_that_it_got_first(office: Office) -> None:
    ceremony = await opened(office, 2)
    key = str(uuid4())
    first = await ceremony.sign(1, key=key)
    again, elsewhere = await ceremony.sign(1, key=key), await ceremony.sign(1, office.head)
    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert [elsewhere.json()[name] for name in ("order_number", "signed_at")] == [1, first.json()["signed_at"]]
    assert (await ceremony.sign(2)).json()["order_number"] == 2
    assert len((await office.show(ceremony.listed[0].id))["signatures"]) == 2


async def test_a_desk_records_partners_of_the_list_whose_position_is_known(office: Office) -> None:
    ceremony = await opened(office, 1)
    problem(await ceremony.sign(1, signs_as=None), 422, "signatory-missing")
    problem(await ceremony.sign(1, party_id=ceremony.listed[0].ours), 409, "keeper-signs-for-all")
    problem(await ceremony.sign(1, party_id=str(uuid4())), 422, "party-unknown")
    problem(await ceremony.sign(1, agreement_id=str(uuid4())), 422, "listed-agreement-unknown")
    problem(await ceremony.sign(1, office.contact), 403, "not-permitted")
    theirs = (await office.show(ceremony.listed[0].id))["parties"][1]
    await office.perform(ceremony.listed[0].id, "signatures", office.signature(theirs))
    problem(await ceremony.sign(1), 409, "signed-elsewhere")
    assert (await ceremony.show())["agreements"][0]["outcome"] == "signed"


async def test_the_account_that_wrote_a_text_does_not_sign_it_for_the_keeper(office: Office) -> None:
    ceremony = await prepared(office, 2)
    await ceremony.perform("openings", None)
    await ceremony.mark(2, "withdrawn")
    (result,) = await ceremony.perform("keeper-signatures", HEAD, office.officer)
    assert (result["result"], bool(result["refusal"]["id"])) == ("refused", True)
    (result,) = await ceremony.perform("keeper-signatures", HEAD, office.head)
    assert result["result"] == "signed"
    (result,) = await ceremony.perform("keeper-signatures", HEAD, office.head)
    assert result["result"] == "signed_before"
    assert (await office.show(ceremony.listed[1].id))["signatures"] == []


async def test_the_list_of_a_ceremony_changes_until_it_is_opened(office: Office) -> None:
    ceremony = await prepared(office, 2)
    (third,) = await listed_of(office, 1)
    to_sign = f"/agreements-to-sign?keeper_id={office.facility['id']}"
    assert [each["agreement_id"] for each in (await office.agreements.get(to_sign, office.officer)).json()] == [
        third.id
    ]
    taken = plan_of(office, (third, ceremony.listed[0]))
    answer = await office.agreements.post("/ceremonies", taken, office.officer)
    problem(answer, 409, "agreement-in-another-ceremony")

    plan = plan_of(office, (third, ceremony.listed[1]), begins_at="09:00")
    del plan["keeper_id"]
    signatory = {"party_id": third.theirs, "signs_as": {"position": "Bupati"}}
    plan["agreements"][0]["signatories"] = [signatory]
    path = f"/ceremonies/{ceremony.id}/preparation"
    changed = await office.agreements.put(path, plan, office.officer, if_match='"1"')
    assert (changed.status_code, changed.headers["ETag"]) == (200, '"2"')
    assert (await office.agreements.put(path, plan, office.officer, if_match='"1"')).status_code == 412
    shown = await ceremony.show()
    assert [each["agreement_id"] for each in shown["entries"]] == [third.id, ceremony.listed[1].id]
    assert shown["begins_at"] == "09:00"
    await ceremony.perform("openings", None)
    late = await office.agreements.put(path, plan, office.officer, if_match='"3"')
    problem(late, 409, "wrong-state")
    body = {"agreement_id": third.id, "party_id": third.theirs}
    prepared_position = await office.agreements.post(f"/ceremonies/{ceremony.id}/signatures", body, office.officer)
    assert prepared_position.is_success
    assert (await office.show(third.id))["signatures"][0]["position"] == "Bupati"


async def test_a_ceremony_that_is_called_off_lets_its_agreements_go(office: Office) -> None:
    ceremony = await prepared(office, 1)
    await ceremony.perform("cancellations", {"reason": "Aula belum selesai."})
    problem(await ceremony.attempt("openings", None), 409, "wrong-state")
    again = await office.agreements.post("/ceremonies", plan_of(office, ceremony.listed), office.officer)
    assert again.status_code == 201


async def test_a_desk_that_signs_while_the_ceremony_is_closed_is_in_time_or_refused(office: Office) -> None:
    ceremony = await opened(office, 2)
    assert (await ceremony.sign(1)).is_success
    await ceremony.mark(2, "late")
    signed, closed = await asyncio.gather(ceremony.sign(2), ceremony.attempt("closings", {"papers_counted": 1}))
    state = (await ceremony.show())["state"]
    in_time = signed.is_success
    # Closing expects the version that it has read, and the count of the agreements signed by then.
    assert (state, closed.status_code) == (("open", closed.status_code) if in_time else ("held", 200))
    assert not in_time or closed.status_code in (409, 412)
    assert (await office.show(ceremony.listed[1].id))["document_state"] == ("signed" if in_time else "partially_signed")


async def test_a_unit_lists_its_own_agreements_only(office: Office, directorate: str) -> None:
    del directorate
    foreign = await office.review(await office.draft(level="regional"))
    body = plan_of(office, (), agreements=[{"agreement_id": foreign}])
    problem(await office.agreements.post("/ceremonies", body, office.officer), 422, "agreement-of-another-keeper")
    draft = await office.draft()
    body = plan_of(office, (), agreements=[{"agreement_id": draft}])
    problem(await office.agreements.post("/ceremonies", body, office.officer), 409, "agreement-not-for-signing")
    body = plan_of(office, (), agreements=[{"agreement_id": str(uuid4())}])
    problem(await office.agreements.post("/ceremonies", body, office.officer), 422, "agreement-unknown")
