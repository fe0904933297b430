"""Mail servers return messages to a mailbox: each report takes effect once, and no bad message stops the others."""

from uuid import uuid4

from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.mail import deliveries, events_about, message_to_contact
from tests.behaviour.notifications.mailbox import mail_server
from tests.behaviour.office import Office
from tests.unit.notifications.delivery.bounced import report_about

SEEN, FOR_PEOPLE = {r"\seen"}, {r"\seen", r"\flagged"}
SENDER = "notifications-sender"


async def test_a_report_in_the_mailbox_fails_its_delivery_and_others_do_not_stop_it(
    sinergi: Sinergi, office: Office
) -> None:
    message = await message_to_contact(sinergi, office)
    async with mail_server(sinergi) as server:
        report, unknown = report_about(message["Message-ID"]), report_about(f"<{uuid4()}@localhost>")
        await server.deliver(b"Subject: Cuti\r\n\r\nSampai Senin.", b"\xff \r\n", report, unknown)
        async with sinergi.process_with(SENDER, server.environment):

            async def read() -> None:
                assert await server.flags() == [FOR_PEOPLE, FOR_PEOPLE, SEEN, SEEN]

            await sinergi.eventually(read)
    (delivery,) = await deliveries(sinergi, office.contact)
    assert (delivery["state"], delivery["cause"]) == ("failed", "bounced")
    assert await events_about(sinergi, delivery["id"]) == 1


async def test_a_reader_that_dies_after_the_commit_reads_the_report_again_and_changes_nothing(
    sinergi: Sinergi, office: Office
) -> None:
    message = await message_to_contact(sinergi, office)
    async with mail_server(sinergi) as server:
        await server.deliver(report_about(message["Message-ID"]))
        async with sinergi.process_with(SENDER, server.environment | {"SINERGI_CRASH_AT": "bounces.recorded"}):

            async def failed() -> None:
                (delivery,) = await deliveries(sinergi, office.contact)
                assert delivery["state"] == "failed"

            await sinergi.eventually(failed)
        assert await server.flags() == [set()]
        async with sinergi.process_with(SENDER, server.environment):

            async def read() -> None:
                assert await server.flags() == [SEEN]

            await sinergi.eventually(read)
    (delivery,) = await deliveries(sinergi, office.contact)
    assert [attempt["cause"] for attempt in delivery["attempts"]] == [None, "5.1.1"]
    assert await events_about(sinergi, delivery["id"]) == 1
