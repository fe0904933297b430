"""A regional office that only witnesses the signing: nothing waits for it, and nothing is planned for it."""

from datetime import date

from tests.behaviour.across.inboxes import rules_in
from tests.behaviour.across.settled import all_settled
from tests.behaviour.programs.place import Place
from tests.behaviour.waiting.waiting_list import cases, kinds


async def test_an_office_as_witness_reviews_nothing_and_gets_no_program(place: Place, this_year: date) -> None:
    office, sinergi = place.office, place.sinergi
    offices = (await sinergi.agreements.get("/regional-offices", office.officer)).json()
    witness = next(each for each in offices if each["code"] != office.facility["region"])
    account = f"witness-{office.suffix}"
    await sinergi.assign(account, "regional_reviewer", "region", witness["code"])
    witnessed = {"unit_id": witness["id"], "role": "witness"}
    term = office.term(-(sinergi.today() - this_year).days, 400)
    id_ = await office.draft(parties=[*office.draft_body()["parties"], witnessed], term=term)
    await office.submit(id_)
    asked = {(each["side"], each["unit"]) for each in await office.awaited_reviews(id_)}
    assert asked == {("region", office.facility["region"]), ("partner", office.partner_id)}
    assert await kinds(sinergi.agreements, account, id_) == set()
    for side, reviewer in (("region", office.reviewer), ("partner", office.contact)):
        await office.perform(id_, "reviews", {"side": side, "verdict": "pass"}, reviewer)
    await office.sign_all(id_)
    assert (await office.show(id_))["document_state"] == "signed"

    # The signature of the witness may follow; it has no number that could be missing.
    party = (await office.show(id_))["parties"][2]
    await office.perform(id_, "signatures", office.signature(party), account)
    await all_settled(sinergi)
    missing = await cases(sinergi.agreements, office.officer, "&kind=number_missing")
    assert all(witness["name"] not in case["title"]["id"] for case in missing)
    page = await sinergi.programs.get(f"/programs?limit=200&agreement={id_}", office.officer)
    assert {each["facility"]["id"] for each in page.json()["items"]} == {office.facility["id"]}
    assert (await sinergi.programs.get(f"/programs?agreement={id_}", account)).json()["items"] == []
    assert await rules_in(sinergi, account, office.suffix) == set()
