"""Ways back, and the ends of an agreement: reopened, postponed, declined, lapsed, cancelled, terminated."""

from datetime import timedelta

from shared.operations.clock import MovableClock
from tests.behaviour.agreements.published import INTERNAL, announced, name, published
from tests.behaviour.office import Body, Office, problem


async def signed_by_us(office: Office, agreement_id: str) -> Body:
    """The partner, after the facility alone has signed."""
    await office.review(agreement_id)
    own, partner = (await office.show(agreement_id))["parties"]
    await office.perform(agreement_id, "signatures", office.signature(own), office.head)
    return dict(partner)


async def test_a_misprint_found_on_the_eve_reopens_the_text_and_keeps_verdicts_on_what_is_unchanged(
    office: Office,
) -> None:
    id_ = await office.review(await office.draft(title="Judul"))
    await office.plan(id_, office.day(3))
    reopened = await office.perform(id_, "reopenings", {"reason": "Salah ketik pada Pasal 7."})
    assert reopened["document_state"] == "drafting"
    assert (await office.show(id_))["signing_planned_on"] is None
    # Nothing was wrong after all: both have passed this text, and no one is asked again.
    again = await office.perform(id_, "submissions", None, office.head)
    assert again["document_state"] == "validated"
    await office.perform(id_, "reopenings", {"reason": "Salah ketik pada Pasal 8."})
    assert (await office.change(id_, title="Judul yang benar")).is_success
    await office.submit(id_)
    assert {each["side"] for each in await office.awaited_reviews(id_)} == {"region", "partner"}


async def test_a_reviewer_who_has_passed_the_same_words_before_is_not_asked_again(office: Office) -> None:
    """The region sends the draft back, and the partner's council is not convened again for the same words."""
    id_ = await office.submit(await office.draft(title="Judul"))
    await office.perform(id_, "reviews", {"side": "partner", "verdict": "pass"}, office.contact)
    comment = {"clause": "Pasal 4", "text": "Jelaskan pelaksananya."}
    sent_back = {"side": "region", "verdict": "revise", "comments": [comment]}
    await office.perform(id_, "reviews", sent_back, office.reviewer)
    # The items are sent without their ids: the words are the same.
    body = await office.content(id_)
    items = [{name: value for name, value in item.items() if name != "id"} for item in body["scope_items"]]
    assert (await office.change(id_, scope_items=items)).is_success
    await office.submit(id_)
    assert [each["side"] for each in await office.awaited_reviews(id_)] == ["region"]


async def test_consent_given_in_a_meeting_needs_no_letter(office: Office) -> None:
    id_ = await office.submit(await office.draft())
    body = {
        "kinds": ["draft_discussion"],
        "held": {"edtf": office.day(-1)},
        "about": [{"kind": "agreement", "id": id_}],
    }
    meeting = (await office.agreements.post("/meetings", body, office.officer)).json()["id"]
    verdict = {"side": "partner", "verdict": "pass", "meeting_id": meeting}
    await office.perform(id_, "reviews", verdict)
    reviews = (await office.agreements.get(f"/agreements/{id_}/reviews", office.officer)).json()
    assert [each["meeting_id"] for each in reviews if each["side"] == "partner"] == [meeting]


async def test_the_day_of_signing_is_set_moved_and_given_up_on_its_own(office: Office) -> None:
    id_ = await office.review(await office.draft())
    for days, state in ((3, "awaiting_signature"), (17, "awaiting_signature"), (None, "validated")):
        planned = await office.plan(id_, None if days is None else office.day(days))
        assert planned["document_state"] == state

    async def all_three() -> None:
        events = await published(office, id_, "agreement.signing_planned", INTERNAL)
        plans = [each["data"]["planned_on"] for each in events if name(each) == "agreement.signing_planned"]
        assert plans == [office.day(3), office.day(17), None]

    await office.sinergi.eventually(all_three)


async def test_after_one_party_has_declined_another_extension_is_drafted(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    extension = (await office.extend(old_id)).json()["id"]
    partner = await signed_by_us(office, extension)
    refused = problem(await office.extend(old_id), 409, "successor-exists")
    assert extension in refused["detail"]
    problem(await office.attempt(extension, "withdrawals", {"reason": "Batal."}), 409, "wrong-state")
    declined = {"party_id": partner["id"], "reason": "Mitra mengundurkan diri."}
    ended = await office.perform(extension, "declines", declined)
    assert ended["document_state"] == "declined"
    event = (await announced(office, old_id, "agreement.declined", INTERNAL))["data"]
    assert event["declined_by"]["id"] == office.partner_id
    assert "mengundurkan" not in str(event)
    assert (await office.show(old_id))["successor_id"] is None
    assert (await office.extend(old_id)).status_code == 201


async def test_the_contact_of_a_partner_declines_for_its_own_party_only(office: Office) -> None:
    id_ = await office.submit(await office.draft())
    own, partner = (await office.show(id_))["parties"]
    foreign = {"party_id": own["id"], "reason": "Kami menolak."}
    problem(await office.attempt(id_, "declines", foreign, office.contact), 403, "out-of-scope")
    declined = {"party_id": partner["id"], "reason": "Kami menolak."}
    assert (await office.perform(id_, "declines", declined, office.contact))["document_state"] == "declined"


async def test_an_agreement_that_was_not_fully_signed_in_time_lapses(office: Office) -> None:
    old_id = await office.signed(await office.draft())
    extension = (await office.extend(old_id)).json()["id"]
    await signed_by_us(office, extension)
    planned = await office.review(await office.draft())
    await office.plan(planned, office.day(-3), sign_before=office.day(-1))
    event = await announced(office, planned, "agreement.lapsed", INTERNAL)
    assert event["data"]["agreement_id"] == planned
    assert (await office.show(planned))["state"] == "lapsed"
    history = (await office.agreements.get(f"/agreements/{planned}/history", office.officer)).json()
    assert (history[-1]["move"], history[-1]["happened_on"]) == ("lapse", office.day(-1))
    # Nothing was set for the extension, so it keeps waiting.
    assert (await office.show(extension))["document_state"] == "partially_signed"


async def test_the_keeper_gives_up_what_some_have_signed(office: Office) -> None:
    id_ = await office.draft()
    partner = await signed_by_us(office, id_)
    cancelled = await office.perform(id_, "cancellations", {"reason": "Pagu anggaran dihapus."})
    assert cancelled["document_state"] == "cancelled"
    await announced(office, id_, "agreement.cancelled", INTERNAL)
    problem(await office.attempt(id_, "signatures", office.signature(partner)), 409, "wrong-state")
    waiting = (await office.agreements.get("/waiting?limit=200", office.officer)).json()["items"]
    assert id_ not in {case["about"]["id"] for case in waiting}


async def test_a_signed_agreement_is_ended_before_its_term(office: Office) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-30, 300)), signed_on=office.day(-30))
    body = {"ground": "by_consent", "terminated_on": office.day(-1), "reason": "Mitra memindahkan kegiatannya."}
    problem(await office.attempt(id_, "terminations", body), 403, "not-permitted")
    for day in (office.day(-31), office.day(301)):
        wrong = await office.attempt(id_, "terminations", body | {"terminated_on": day}, office.head)
        problem(wrong, 422, "not-in-force-then")
    ended = await office.perform(id_, "terminations", body, office.head)
    assert ended["document_state"] == "terminated"
    event = await announced(office, id_, "agreement.terminated")
    assert (event["data"]["ground"], event["data"]["terminated_on"]) == ("by_consent", office.day(-1))
    assert event["time"][:10] == office.day(-1)
    assert "memindahkan" not in str(event)
    shown = await office.show(id_)
    assert (shown["state"], shown["ended_on"]) == ("terminated", office.day(-1))
    problem(await office.extend(id_), 409, "predecessor-not-signed")


async def test_an_agreement_under_notice_is_in_force_until_the_day_that_was_named(
    office: Office, clock: MovableClock
) -> None:
    id_ = await office.signed(await office.draft(term=office.term(-30, 300)), signed_on=office.day(-30))
    body = {"ground": "by_notice", "terminated_on": office.day(5), "reason": "Mitra memindahkan kegiatannya."}
    await office.perform(id_, "terminations", body, office.head)
    # The parties agree on another day; the last one counts.
    last_day = office.day(1)
    noticed = await office.perform(id_, "terminations", body | {"terminated_on": last_day}, office.head)
    assert noticed["document_state"] == "signed"
    shown = await office.show(id_)
    assert (shown["state"], shown["ended_on"]) == ("active", last_day)
    clock.move_to(clock.now() + timedelta(days=2))
    event = await announced(office, id_, "agreement.terminated")
    assert (event["data"]["ground"], event["data"]["terminated_on"]) == ("by_notice", last_day)
    assert event["time"][:10] == last_day
    assert (await office.show(id_))["state"] == "terminated"


async def test_a_text_that_was_reopened_lapses_only_by_its_new_plan(office: Office, clock: MovableClock) -> None:
    id_ = await office.review(await office.draft())
    await office.plan(id_, office.day(0), sign_before=office.day(0))
    await office.perform(id_, "reopenings", {"reason": "Salah ketik pada Pasal 7."})
    await office.perform(id_, "submissions", None, office.head)
    other = await office.review(await office.draft())
    await office.plan(other, office.day(0), sign_before=office.day(0))
    clock.move_to(clock.now() + timedelta(days=1))
    await announced(office, other, "agreement.lapsed", INTERNAL)
    assert (await office.show(id_))["state"] == "validated"


async def test_two_sides_that_name_different_days_of_signing_are_cautioned(office: Office) -> None:
    id_ = await office.submit(await office.draft())
    verdict = {"verdict": "pass", "signing_planned_on": office.day(3)}
    await office.perform(id_, "reviews", verdict | {"side": "partner"}, office.contact)
    other = verdict | {"side": "region", "signing_planned_on": office.day(4)}
    receipt = await office.perform(id_, "reviews", other, office.reviewer)
    assert [caution["code"] for caution in receipt["cautions"]] == ["another_signing_day"]


async def test_an_exploration_becomes_a_draft(office: Office) -> None:
    id_ = await office.draft(exploration=True, term=None, scope_items=[])
    assert (await office.show(id_))["state"] == "exploration"
    problem(await office.attempt(id_, "submissions", None, office.head), 409, "wrong-state")
    begun = await office.perform(id_, "drafting", None)
    assert begun["document_state"] == "drafting"
    drafted = await announced(office, id_, "agreement.drafted", INTERNAL)
    assert drafted["data"]["version"] == 2


async def test_what_ends_waits_for_its_extension_until_that_is_signed(office: Office) -> None:
    old_id = await office.signed(await office.draft(), signed_on=office.day(-400))

    async def expiring() -> bool:
        waiting = (await office.agreements.get("/waiting?kind=expiring&limit=200", office.officer)).json()["items"]
        return old_id in {case["about"]["id"] for case in waiting}

    extension = (await office.extend(old_id)).json()["id"]
    assert await expiring()
    await office.review(extension)
    assert await expiring()
    await office.sign(extension)
    assert not await expiring()
