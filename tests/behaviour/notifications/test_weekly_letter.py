"""A head gets the week of its unit by e-mail: once, on the first working day of the next week, if it wants it."""

from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from shared.operations.clock import MovableClock
from shared.values.working_days import office_calendar
from tests.behaviour.client import Sinergi
from tests.behaviour.notifications.mail import at_any_hour, caught, confirmed, html_text, plain_text
from tests.behaviour.office import Office


def next_week(sinergi: Sinergi) -> date:
    """The first working day of the next week."""
    today = sinergi.today()
    return office_calendar().next_after(today + timedelta(days=6 - today.weekday()))


def morning(day: date, hour: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(zone))


async def test_the_week_is_sent_once_to_a_head_who_wants_it_and_not_before_the_morning_of_its_unit(
    sinergi: Sinergi, office: Office, clock: MovableClock
) -> None:
    for account, changes in ((office.head, {}), (office.second_reviewer, {"weekly": False})):
        await at_any_hour(sinergi, account, **changes)
    wanted, unwanted = [await confirmed(sinergi, each) for each in (office.head, office.second_reviewer)]
    await office.draft()
    day, zone = next_week(sinergi), office.facility["zone"]
    clock.move_to(morning(day, 6, zone))
    clock.move_to(morning(day, 9, zone))

    def weeks(address: str) -> list[EmailMessage]:
        return [each for each in caught(sinergi, address) if str(each["Subject"]).startswith("Pekan ")]

    async def sent() -> EmailMessage:
        (message,) = weeks(wanted)
        return message

    message = await sinergi.eventually(sent)
    assert message["List-Unsubscribe"].endswith("/cara-dihubungi>")
    assert "UPT yang Saudara pimpin" in plain_text(message)
    assert "dibuka" in html_text(message)
    assert office.suffix not in plain_text(message) + html_text(message)
    for kind in ("worker", "sender"):
        sinergi.stack.kill(f"notifications-{kind}")
    await office.review(await office.draft())
    clock.move_to(morning(day, 11, zone))

    async def later_letters() -> None:
        assert len(caught(sinergi, wanted)) > 2

    await sinergi.eventually(later_letters)
    assert len(weeks(wanted)) == 1
    assert weeks(unwanted) == []
