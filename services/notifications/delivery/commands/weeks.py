"""The letter of the week: to the heads of units, in the morning of the first working day of the next week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from services.notifications.book.shipped.uses import WEEK
from services.notifications.book.store import load_book
from services.notifications.contacts.model.recipients import Recipient
from services.notifications.contacts.store import load_recipients
from services.notifications.delivery.model import messages
from services.notifications.delivery.model.deliveries import Delivery
from services.notifications.delivery.model.messages import Message
from services.notifications.delivery.store import insert_deliveries, load_heads_to_tell
from services.notifications.weekly.model import Week, units_of
from services.notifications.weekly.queries import count_week
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.capabilities import Grant
from shared.values.cooperation import DeliveryCause
from shared.values.ids import new_id
from shared.values.terms import Zone, day_in

EASTERNMOST: Zone = "Asia/Jayapura"
"""Where a day begins first."""
BATCH = 200


@dataclass(frozen=True, slots=True)
class MakeWeeks:
    """Make the letters of the week that has ended."""


@use_case(scope=nationwide)
async def make_weeks(work: Work, _command: MakeWeeks) -> bool:
    """Make a letter for each head that has none yet, due at the hour of its digest; whether there may be more.

    The letters are made as soon as the day begins anywhere, and written when they are sent. System only.
    """
    today = day_in(EASTERNMOST, work.now)
    week = Week.of(today).before
    day = week.told_on
    if day is None or today < day:
        return False
    begun = datetime.combine(day, time(), ZoneInfo(EASTERNMOST))
    zones = await load_heads_to_tell(work.connection, week.monday, begun, zone=CAPITAL_ZONE, limit=BATCH)
    recipients = await load_recipients(work.connection, zones.keys())
    made = []
    for account, zone in zones.items():
        habits = recipients[account].habits
        due = datetime.combine(day, time(habits.digest_at), ZoneInfo(habits.zone or zone))
        # Late, after a pause of the worker, it still waits for an hour that suits.
        made.append(_letter(account, week, max(due, habits.earliest(work.now, zone)), work.now))
    await insert_deliveries(work.connection, made)
    return len(zones) == BATCH


def _letter(account: str, week: Week, due_at: datetime, now: datetime) -> Delivery:
    return Delivery(
        id=new_id(),
        kind="week",
        notice_id=None,
        rule=None,
        desk=None,
        severity="information",
        account=account,
        channel="email",
        daily=False,
        due_at=due_at,
        made_at=now,
        week=week.monday,
    )


def why_not_week(monday: date, recipient: Recipient, grants: Sequence[Grant], now: datetime) -> DeliveryCause | None:
    """Why the letter of a week is not sent any more, or None. It is of use until the end of the next week."""
    way = recipient.ways.get("email")
    reasons: tuple[tuple[bool, DeliveryCause], ...] = (
        (Week.of(day_in(CAPITAL_ZONE, now)).before.monday > monday, "expired"),
        (not units_of(grants), "position_ended"),
        (way is None or not way.is_usable, "no_address"),
        (not recipient.habits.weekly, "not_wanted"),
    )
    return next((cause for holds, cause in reasons if holds), None)


async def write_week(work: Work, delivery: Delivery, grants: Sequence[Grant], origin: str) -> Message:
    """The message of a week, as its matters are now, with the text in force."""
    if delivery.week is None:
        raise ValueError(f"delivery {delivery.id} has no week")
    week = Week(delivery.week)
    units = await count_week(work, grants, week)
    book = await load_book(work.connection)
    told = book.templates.render(WEEK, week=week, units=units, overdue=sum(unit.overdue for unit in units))
    return messages.of_week(str(delivery.id), told, week.monday, origin)
