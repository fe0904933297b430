"""Business days as moments: an event has a time, what people write down has a day."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from shared.values.terms import day_in


def moment_of(day: date, zone: str, now: datetime) -> datetime:
    """When something of that day happened: now if the day is today, else at noon, which is that day in every zone."""
    return now if day == day_in(zone, now) else datetime.combine(day, time(12), ZoneInfo(zone))
