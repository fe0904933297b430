"""The own system of a partner gets the joint negotiation of its own agreements, and nothing else."""

from uuid import uuid4

import pytest

from shared.contracts.joint import NEGOTIATION
from tests.behaviour.client import OPERATOR, Sinergi
from tests.behaviour.feed.following import PREFIX, Event, Follower, subjects
from tests.behaviour.office import Office, open_office, problem
from tests.behaviour.subscribers.operator import Operator, Subscriber, make_subscriber
from tests.behaviour.webhooks.endpoints import Hooks
from tests.behaviour.webhooks.receiver import receiving

INTERNAL, PUBLIC = f"sinergi.{NEGOTIATION}", "sinergi.agreements.v1"
NEGOTIATED = ["agreement.drafted", "agreement.submitted_for_review", "agreement.validated", "meeting.held"]


@pytest.fixture
async def other_office(sinergi: Sinergi) -> Office:
    """The office of another facility, with a partner of its own."""
    return await open_office(sinergi, next(sinergi.facilities))


async def system_of(operator: Operator, partner_id: str) -> Subscriber:
    """The own system of a partner."""
    topics = ["agreements.v1", NEGOTIATION]
    return await make_subscriber(operator, f"mitra-{uuid4().hex[:8]}", partner=partner_id, topics=topics)


async def negotiate(office: Office) -> str:
    """An agreement that waits for signatures, with a joint and an internal meeting about it."""
    agreement = await office.review(await office.draft())
    for visibility in ("internal", "joint"):
        about = [{"kind": "agreement", "id": agreement}]
        meeting = {"kinds": ["negotiation"], "held": {"edtf": office.day(0)}, "about": about, "visibility": visibility}
        answer = await office.agreements.post("/meetings", meeting, office.officer)
        assert answer.status_code == 201, answer.text
    return agreement


def kinds(events: list[Event]) -> list[str]:
    """The types without prefix and version, each once."""
    return sorted({event["type"].removeprefix(PREFIX).removesuffix(".v1") for event in events})


async def test_the_feed_of_a_partner_has_the_joint_part_of_its_own_negotiation_and_what_is_public_of_it(
    sinergi: Sinergi, operator: Operator, office: Office, other_office: Office
) -> None:
    systems = [await system_of(operator, each.partner_id) for each in (office, other_office)]
    agreements = [await negotiate(each) for each in (office, other_office)]
    await office.sign_all(agreements[0])

    async def relayed() -> None:
        everything = await Follower(sinergi.agreements, OPERATOR, question=f"?topic={PUBLIC}").take_all("&limit=1000")
        assert agreements[0] in subjects(everything)

    await sinergi.eventually(relayed)
    first, second = [await each.feed(sinergi.agreements, INTERNAL).take_all("&limit=1000") for each in systems]
    assert kinds(first) == sorted([*NEGOTIATED, "agreement.signature_recorded"])
    assert kinds(second) == NEGOTIATED
    assert not set(subjects(first)) & set(subjects(second))
    assert all(event["data"]["visibility"] == "joint" for event in first if "visibility" in event["data"])
    public = [await each.feed(sinergi.agreements, PUBLIC).take_all("&limit=1000") for each in systems]
    assert set(subjects(public[0])) == {agreements[0]}
    assert public[1] == []


async def test_a_partner_reads_neither_another_one_nor_the_log(
    sinergi: Sinergi, operator: Operator, office: Office, other_office: Office
) -> None:
    system = await system_of(operator, office.partner_id)
    for more in (f"&partner={other_office.partner_id}", "&after=0"):
        problem(await system.feed(sinergi.agreements, INTERNAL).ask(more), 403, "out-of-scope")
    for service, topic in (
        (sinergi.programs, "programs.internal.v1"),
        (sinergi.notifications, "notifications.internal.v1"),
    ):
        problem(await system.feed(service, f"sinergi.{topic}").ask(), 403, "topic-not-granted")
    others = await make_subscriber(operator, f"contoh-{uuid4().hex[:8]}")
    problem(await others.feed(sinergi.agreements, INTERNAL).ask(), 403, "topic-not-granted")


async def test_webhooks_of_two_partners_get_their_own_negotiation(
    sinergi: Sinergi, hooks: Hooks, operator: Operator, office: Office, other_office: Office
) -> None:
    async with receiving() as one, receiving() as other:
        receivers = (one, other)
        for receiver, each in zip(receivers, (office, other_office), strict=True):
            system = await system_of(operator, each.partner_id)
            await hooks.register(receiver.address, system, topics=["agreements.v1", NEGOTIATION])
        agreements = [await negotiate(each) for each in (office, other_office)]

        async def told() -> None:
            for receiver in receivers:
                assert kinds([message.event for message in receiver.got]) == NEGOTIATED

        await sinergi.eventually(told)
        for receiver, agreement in zip(receivers, agreements, strict=True):
            about = {message.event["subject"] for message in receiver.got if "agreement_id" in message.event["data"]}
            assert about == {agreement}


async def test_a_system_without_a_partner_gets_no_webhook_for_negotiations(hooks: Hooks) -> None:
    refused = await hooks.send("http://127.0.0.1:9/hook", topics=[NEGOTIATION])
    problem(refused, 403, "webhook-topic-not-granted")
