"""A termination with notice, taken back before it takes effect, and an erratum with its correcting event."""

from tests.behaviour.across.inboxes import inbox
from tests.behaviour.across.settled import all_settled
from tests.behaviour.agreements.published import announced, name, published
from tests.behaviour.office import ENVIRONMENT, Office, problem


async def rules_at(office: Office, account: str) -> set[str]:
    """The rules of the living notices at an account."""
    return {each["rule"] for each in await inbox(office.sinergi, account) if each["closed_at"] is None}


async def last_days(office: Office, agreement_id: str) -> set[str]:
    """The last days on which an agreement carries its programs, as its facility sees them."""
    programs = office.sinergi.programs
    listed = (await programs.get(f"/programs?agreement={agreement_id}", office.officer)).json()["items"]
    shown = [(await programs.get(f"/programs/{each['id']}", office.officer)).json() for each in listed]
    return {each["until"] for program in shown for each in program["authorisations"]}


async def test_a_partner_gives_notice_and_takes_it_back(office: Office) -> None:
    draft = await office.draft(term=office.term(-30, 300), scope_items=[ENVIRONMENT])
    id_ = await office.signed(draft, signed_on=office.day(-30))
    ours, partner = (await office.show(id_))["parties"]
    body = {
        "ground": "by_notice",
        "terminated_on": office.day(60),
        "noticed_on": office.day(-2),
        "noticed_by": partner["id"],
        "reason": "Mitra memindahkan kegiatannya.",
    }
    withdrawal = {"reason": "Para pihak sepakat melanjutkan."}
    for wrong, slug in (
        (body | {"noticed_by": office.facility["id"]}, "notice-of-no-party"),
        (body | {"noticed_on": office.day(1)}, "day-in-the-future"),
    ):
        problem(await office.attempt(id_, "terminations", wrong, office.head), 422, slug)
    problem(await office.attempt(id_, "termination-withdrawals", withdrawal, office.head), 409, "no-notice-given")
    await office.perform(id_, "terminations", body, office.head)
    shown = await office.show(id_)
    assert (shown["state"], shown["ended_on"], shown["noticed_by"]) == ("active", office.day(60), partner["id"])
    event = (await announced(office, id_, "agreement.termination_announced"))["data"]
    assert (event["ends_on"], event["noticed_on"], event["ground"]) == (office.day(60), office.day(-2), "by_notice")
    assert "memindahkan" not in str(event)
    await all_settled(office.sinergi)
    assert await last_days(office, id_) == {office.day(60)}
    assert "termination_announced" in await rules_at(office, office.contact)
    # What was agreed on for the time after it has to wait.
    addendum = {"effective_on": office.day(0), "reason": "Diperpanjang.", "term": {"in_force_until": office.day(900)}}
    answer = await office.agreements.post(f"/agreements/{id_}/addendum-drafts", addendum, office.officer)
    problem(answer, 409, "under-notice")

    problem(await office.attempt(id_, "termination-withdrawals", withdrawal), 403, "not-permitted")
    await office.perform(id_, "termination-withdrawals", withdrawal, office.head)
    again = (await announced(office, id_, "agreement.termination_withdrawn"))["data"]
    assert again["in_force"]["in_force_until"] == office.day(300)
    await all_settled(office.sinergi)
    assert await last_days(office, id_) == {office.day(300)}
    assert "termination_announced" not in await rules_at(office, office.contact)
    assert (await office.show(id_))["ended_on"] is None
    assert ours["id"] != partner["id"]


async def test_a_slip_in_the_last_day_is_corrected_and_programs_follow(office: Office) -> None:
    draft = await office.draft(term=office.term(-30, 300), scope_items=[ENVIRONMENT], title="Nota Kesepakatn")
    id_ = await office.signed(draft, signed_on=office.day(-30))
    (signed,) = [
        each
        for each in await published(office, id_, "agreement.signed")
        if each["type"].endswith("agreement.signed.v1")
    ]
    right = {"title": "Nota Kesepakatan", "in_force_until": office.day(330), "reason": "Salah ketik."}
    problem(await office.attempt(id_, "corrections", right), 403, "not-permitted")
    for wrong, status, slug in (
        ({"reason": "Tanpa perubahan."}, 422, "nothing-corrected"),
        ({"signed_on": office.day(-29), "reason": "Keliru."}, 409, "signed-in-sinergi"),
        ({"in_force_until": office.day(-31), "reason": "Keliru."}, 422, "last-day-too-early"),
    ):
        problem(await office.attempt(id_, "corrections", wrong, office.head), status, slug)
    await office.perform(id_, "corrections", right, office.head)
    event = (await announced(office, id_, "agreement.signed.corrected"))["data"]
    assert (event["title"], event["corrects"]) == ("Nota Kesepakatan", signed["id"])
    assert sorted(event["corrected"]) == ["in_force_until", "title"]
    assert event["in_force"]["in_force_until"] == office.day(330)
    shown = await office.show(id_)
    assert (shown["title"], shown["term"]["ends_on"]) == ("Nota Kesepakatan", office.day(330))
    await all_settled(office.sinergi)
    assert await last_days(office, id_) == {office.day(330)}
    # A second erratum corrects the first one.
    await office.perform(id_, "corrections", {"funding": "APBD", "reason": "Keliru."}, office.head)

    async def of_the_first() -> None:
        events = await published(office, id_, "agreement.signed.corrected")
        corrections = [each for each in events if name(each) == "agreement.signed.corrected"]
        assert [each["data"]["corrects"] for each in corrections] == [signed["id"], corrections[0]["id"]]

    await office.sinergi.eventually(of_the_first)
