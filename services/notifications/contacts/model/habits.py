"""Habits: when an account is informed outside the inbox. Hours are those of its zone, or of the notice."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.values.cooperation import Channel, NoticeTopic, Severity, ToldWhen
from shared.values.terms import Zone
from shared.values.working_days import office_calendar


@dataclass(frozen=True, slots=True)
class Preference:
    """When an account is informed of a topic in a channel."""

    topic: NoticeTopic
    channel: Channel
    when: ToldWhen


@dataclass(frozen=True, slots=True)
class Habits:
    """From `quiet_from` to `quiet_until` o'clock nothing is sent; if both are the same hour, there are no quiet hours.

    On weekends and holidays nothing is sent unless `on_free_days`. A critical notice passes all of this. `weekly`: a
    head gets the week of its units by e-mail.
    """

    zone: Zone | None = None
    quiet_from: int = 19
    quiet_until: int = 7
    digest_at: int = 8
    on_free_days: bool = False
    preferences: tuple[Preference, ...] = ()
    weekly: bool = True

    def when(self, topic: NoticeTopic, channel: Channel, severity: Severity) -> ToldWhen:
        """When to send a notice. A short message costs money, so mere information is not sent there."""
        if severity == "critical":
            return "at_once"
        if channel != "email" and severity == "information":
            return "never"
        chosen = {(each.topic, each.channel): each.when for each in self.preferences}
        when = chosen.get((topic, channel), "at_once")
        return "daily" if when == "at_once" and severity == "information" else when

    def earliest(self, now: datetime, zone: Zone) -> datetime:
        """The first moment from now on that is no quiet hour and no free day."""
        here = ZoneInfo(self.zone or zone)
        local = now.astimezone(here)
        if self._works_on(local.date()) and not self._is_quiet(local.hour):
            return now
        day = local.date()
        day, hour = local.date(), self.quiet_until
        if not self._works_on(day) or local.hour >= self.quiet_until:
            day = self._next_working(day)
            hour = self.quiet_until if self._is_quiet(0) else 0
        return datetime.combine(day, time(hour), here).astimezone(now.tzinfo)

    def next_digest(self, now: datetime, zone: Zone) -> datetime:
        """The next hour of the daily message on a working day, whether it is in quiet hours or not."""
        here = ZoneInfo(self.zone or zone)
        local = now.astimezone(here)
        day = local.date()
        if local.time() >= time(self.digest_at) or not self._works_on(day):
            day = self._next_working(day)
        return datetime.combine(day, time(self.digest_at), here).astimezone(now.tzinfo)

    def _is_quiet(self, hour: int) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        # They wrap around midnight.
        return hour >= self.quiet_from or hour < self.quiet_until

    def _works_on(self, day: date) -> bool:
        return self.on_free_days or office_calendar().is_working(day)

    def _next_working(self, day: date) -> date:
        return day + timedelta(days=1) if self.on_free_days else office_calendar().next_after(day)
