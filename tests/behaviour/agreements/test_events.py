"""The events of agreements: which, in which order, and when they occurred."""

from tests.behaviour.agreements.published import INTERNAL, announced, events_of, name, published
from tests.behaviour.office import AGRICULTURE, DECIDED, ENVIRONMENT, HEALTH, Office, problem


async def test_an_acknowledging_party_may_sign_after_all_principals(office: Office) -> None:
    """The agreement is signed once, on the day of the last principal's signature."""
    facility, partner = office.draft_body()["parties"]
    witness = {"unit_id": office.agency_id, "role": "acknowledging"}
    agreement_id = await office.review(await office.draft(parties=[facility, partner, witness], scope_items=[HEALTH]))
    *principals, acknowledging = (await office.show(agreement_id))["parties"]
    for party in principals:
        signature = office.signature(party, signed_on=office.day(-30))
        await office.perform(agreement_id, "signatures", signature, office.signer(party, "facility"))
    assert (await office.show(agreement_id))["state"] == "active"
    late = office.signature(acknowledging, signed_on=office.day(-1))
    redated = await office.attempt(agreement_id, "signatures", late | {"dated_on": office.day(-1)})
    problem(redated, 409, "document-date-settled")
    noted = await office.perform(agreement_id, "signatures", late)
    assert noted["document_state"] == "signed"
    assert (await office.show(agreement_id))["signed_on"] == office.day(-30)

    async def all_published() -> None:
        names = [name(event) for event in await events_of(office, agreement_id, INTERNAL)]
        assert names.count("agreement.signature_recorded") == 3

    await office.sinergi.eventually(all_published)
    names = [name(event) for event in await published(office, agreement_id, "agreement.entered_into_force")]
    assert names == ["agreement.signed", "agreement.entered_into_force"]


async def test_the_events_of_a_succession_are_in_order_under_one_key(office: Office) -> None:
    old_id = await office.signed(await office.draft(scope_items=[HEALTH, AGRICULTURE]))
    health = (await office.show(old_id))["scope_items"][0]["id"]
    extended = await office.extend(old_id, term=office.term(0, 800), kept=[health], added=[ENVIRONMENT | DECIDED])
    new_id = extended.json()["id"]
    await office.signed(new_id)
    kept, added = (await office.show(new_id))["scope_items"]

    events = await published(office, old_id, "agreement.superseded")
    negotiation = [
        "agreement.drafted",
        "agreement.submitted_for_review",
        "agreement.validated",
        "agreement.signature_recorded",
        "agreement.signature_recorded",
    ]
    succession = ["agreement.extended", "agreement.scope_extended", "agreement.superseded"]
    negotiated = await events_of(office, old_id, INTERNAL)
    assert [name(event) for event in negotiated] == negotiation + negotiation
    # Both have come into force. When a job announces that depends on the time of its round.
    emitted = [event for event in events if name(event) != "agreement.entered_into_force"]
    assert [name(event) for event in emitted] == ["agreement.signed", "agreement.signed", *succession]
    for stream in (negotiated, events):
        assert [event["streamversion"] for event in stream] == [str(number) for number in range(1, len(stream) + 1)]

    versions = [(event["subject"], event["data"]["version"]) for event in (*negotiated, *emitted)]
    assert [version for subject, version in versions if subject == new_id] == [1, 2, 4, 6, 8, 8, 8, 8]
    assert versions[-1] == (old_id, 9)

    extended_event, scope_event, superseded = (event["data"] for event in emitted[-3:])
    assert (extended_event["kept"], extended_event["added"], extended_event["removed"]) == (1, 1, 1)
    assert [(item["id"], item["field"]) for item in scope_event["added"]] == [(added["id"], "environment")]
    addition = {"scope_item_id": added["id"], "ground": "decided_without", "meeting_id": None}
    assert scope_event["additions"] == [addition]
    assert "lewat surat" not in str(scope_event)
    assert superseded["agreement_id"] == old_id
    assert superseded["handed_over"] == [{"old_item_id": health, "new_item_id": kept["id"], "agencies": []}]
    assert (superseded["superseded_on"], superseded["gap_days"]) == (office.day(0), 0)


async def test_an_event_recorded_late_has_the_day_on_which_it_occurred(office: Office) -> None:
    agreement_id = await office.review(await office.draft())
    for party in (await office.show(agreement_id))["parties"]:
        signature = office.signature(party, signed_on=office.day(-30))
        await office.perform(agreement_id, "signatures", signature, office.signer(party, "facility"))
    signed = await announced(office, agreement_id, "agreement.signed")
    assert signed["time"][:10] == office.day(-30)
    assert signed["recordedtime"] > signed["time"]
    assert signed["data"]["signed_on"] == office.day(-30)


async def test_an_extension_without_additions_emits_no_scope_extended(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    new_id = (await office.extend(old_id)).json()["id"]
    await office.signed(new_id)
    names = [name(event) for event in await published(office, old_id, "agreement.extended")]
    assert "agreement.scope_extended" not in names


async def test_the_event_of_a_withdrawal_has_the_sides_asked_and_no_reason(office: Office) -> None:
    asked, unasked = await office.submit(await office.draft()), await office.draft()
    for agreement_id, sides in ((asked, ["partner", "region"]), (unasked, [])):
        await office.perform(agreement_id, "withdrawals", {"reason": "Mitra menunda rencananya."})
        withdrawn = await announced(office, agreement_id, "agreement.withdrawn", INTERNAL)
        assert withdrawn["data"]["sides"] == sides
        assert "menunda" not in str(withdrawn)
