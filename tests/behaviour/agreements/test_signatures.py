"""Signatures: several signers of one party, mandates, voiding, days that are unlikely."""

from tests.behaviour.office import HEALTH, Office, problem


async def test_a_foundation_signs_by_its_chair_and_its_secretary(office: Office) -> None:
    facility, partner = office.draft_body()["parties"]
    id_ = await office.review(await office.draft(parties=[facility, partner | {"signers": 2}]))
    own, foundation = (await office.show(id_))["parties"]
    await office.perform(id_, "signatures", office.signature(own), office.head)
    half = await office.perform(id_, "signatures", office.signature(foundation, position="Ketua"))
    assert half["document_state"] == "partially_signed"
    whole = await office.perform(id_, "signatures", office.signature(foundation, position="Sekretaris"))
    assert whole["document_state"] == "signed"
    signatures = (await office.show(id_))["signatures"]
    theirs = [each for each in signatures if each["party_id"] == foundation["id"]]
    assert [(each["ordinal"], each["position"]) for each in theirs] == [(1, "Ketua"), (2, "Sekretaris")]
    third = office.signature(foundation, position="Bendahara")
    problem(await office.attempt(id_, "signatures", third), 409, "already-signed")


async def test_a_signature_without_a_stamp_is_voided_and_made_again(office: Office) -> None:
    id_ = await office.review(await office.draft())
    own, partner = (await office.show(id_))["parties"]
    await office.perform(id_, "signatures", office.signature(own), office.head)
    [signature] = (await office.show(id_))["signatures"]
    voiding = {"party_id": own["id"], "reason": "Halaman terakhir tanpa cap dinas."}
    path = f"signatures/{signature['id']}/voidings"
    voided = await office.perform(id_, path, voiding, office.head)
    assert voided["document_state"] == "validated"
    assert (await office.show(id_))["signatures"] == []
    problem(await office.attempt(id_, path, voiding, office.head), 422, "signature-unknown")
    for party, account in ((own, office.head), (partner, office.officer)):
        await office.perform(id_, "signatures", office.signature(party), account)
    assert (await office.show(id_))["document_state"] == "signed"
    last = (await office.show(id_))["signatures"][0]
    late = await office.attempt(id_, f"signatures/{last['id']}/voidings", voiding, office.head)
    problem(late, 409, "wrong-state")
    history = (await office.agreements.get(f"/agreements/{id_}/history", office.officer)).json()
    assert "Halaman terakhir tanpa cap dinas." in [entry["reason"] for entry in history]


async def test_a_party_whose_signature_was_voided_can_leave_the_reopened_text(office: Office) -> None:
    facility, partner = office.draft_body()["parties"]
    parties = [facility, partner, {"unit_id": office.agency_id}]
    id_ = await office.review(await office.draft(parties=parties, scope_items=[HEALTH]))
    leaving = (await office.show(id_))["parties"][2]
    await office.perform(id_, "signatures", office.signature(leaving))
    [signature] = (await office.show(id_))["signatures"]
    voiding = {"party_id": leaving["id"], "reason": "Dinas mengundurkan diri."}
    await office.perform(id_, f"signatures/{signature['id']}/voidings", voiding)
    await office.perform(id_, "reopenings", {"reason": "Para pihak berubah."})
    changed = await office.change(id_, parties=[facility, partner])
    assert changed.is_success, changed.text
    await office.signed(id_)
    assert (await office.show(id_))["state"] == "active"


async def test_the_document_bears_another_date_than_the_last_signature(office: Office) -> None:
    """The paper is of 28 January; the narcotics agency's copy comes back two weeks later."""
    id_ = await office.review(await office.draft())
    own, partner = (await office.show(id_))["parties"]
    first = office.signature(own, signed_on=office.day(-16), dated_on=office.day(-16))
    to_come = await office.attempt(id_, "signatures", first | {"dated_on": office.day(1)}, office.head)
    problem(to_come, 422, "day-in-the-future")
    await office.perform(id_, "signatures", first, office.head)
    await office.perform(id_, "signatures", office.signature(partner, signed_on=office.day(-1)))
    shown = await office.show(id_)
    assert (shown["dated_on"], shown["signed_on"]) == (office.day(-16), office.day(-1))
    assert shown["in_force_from"] == office.day(-1)


async def test_who_signs_for_another_names_the_letter(office: Office) -> None:
    id_ = await office.review(await office.draft())
    own, partner = (await office.show(id_))["parties"]
    caretaker = office.signature(own, capacity="caretaker", letter="SK-3/2026")
    signed = await office.perform(id_, "signatures", caretaker, office.head)
    assert [caution["code"] for caution in signed["cautions"]] == ["acting_signatory"]
    assert "Pj. Kepala" in signed["cautions"][0]["message"]["id"]
    on_behalf = office.signature(partner, position="Sekretaris Daerah", signs_for="on_behalf")
    unnamed = await office.perform(id_, "signatures", on_behalf)
    assert [caution["code"] for caution in unnamed["cautions"]] == ["letter_missing"]
    # The contact of the partner sees that the secretary signed on behalf, and no letters.
    shown = (await office.agreements.get(f"/agreements/{id_}", office.contact)).json()
    assert sorted(each["signs_for"] for each in shown["signatures"]) == ["on_behalf", "own"]
    assert {each["letter"] for each in shown["signatures"]} == {None}


async def test_a_signature_that_is_ten_years_old_gives_a_caution(office: Office) -> None:
    id_ = await office.review(await office.draft())
    own, _ = (await office.show(id_))["parties"]
    old = office.signature(own, signed_on=office.day(-4_000))
    signed = await office.perform(id_, "signatures", old, office.head)
    assert [caution["code"] for caution in signed["cautions"]] == ["signed_long_ago"]


async def test_the_time_of_day_of_a_signature_is_kept(office: Office) -> None:
    id_ = await office.review(await office.draft())
    own, _ = (await office.show(id_))["parties"]
    at = f"{office.day(-1)}T10:30:00+07:00"
    await office.perform(id_, "signatures", office.signature(own, signed_at=at), office.head)
    [signature] = (await office.show(id_))["signatures"]
    assert signature["signed_at"] == f"{office.day(-1)}T03:30:00Z"
