"""The calendar file of an invitation (iCalendar, RFC 5545; sent by e-mail as in RFC 5546)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

from services.notifications.invitations.model.invitations import Invitation

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
LASTS = timedelta(hours=2)
"""Nobody says how long a meeting will last; without an end, calendars show none of its hours as taken."""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A file, and what a calendar is to do with it."""

    content: bytes
    method: Method

    @property
    def media_type(self) -> str:
        """Its type as in RFC 6047, which repeats the method."""
        return f"text/calendar; method={self.method}; charset=utf-8"


def calendar_file(
    invitation: Invitation, page: str, *, sender: str, now: datetime, attendee: str | None = None
) -> CalendarFile:
    """The file: a request or a cancellation for an attendee, otherwise one that is only read.

    `page` is the address of the invitation, `sender` the one of Sinergi.
    """
    over = invitation.state == "called_off"
    method: Method = "PUBLISH" if attendee is None else "CANCEL" if over else "REQUEST"
    calendar = Calendar()
    calendar.add("prodid", "-//Direktorat Jenderal Pemasyarakatan//Sinergi//ID")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(invitation, page, sender, now, attendee))
    if invitation.begins_at is not None:
        calendar.add_missing_timezones()
    return CalendarFile(calendar.to_ical(), method)


def _event(invitation: Invitation, page: str, sender: str, now: datetime, attendee: str | None) -> Event:
    event = Event()
    event.add("uid", f"{invitation.invitation_id}@{sender.rpartition('@')[2]}")
    event.add("dtstamp", now.astimezone(UTC))
    # Calendars take a file for newer by this number alone.
    event.add("sequence", invitation.sequence - 1)
    event.add("status", "CANCELLED" if invitation.state == "called_off" else "CONFIRMED")
    if invitation.begins_at is None:
        event.add("dtstart", invitation.planned_on)
    else:
        begins = datetime.combine(invitation.planned_on, invitation.begins_at, ZoneInfo(invitation.zone))
        event.add("dtstart", begins)
        event.add("dtend", begins + LASTS)
    event.add("summary", f"{invitation.name.id} – {invitation.caller.name}")
    event.add("description", f"{page}\n{invitation.name.en}")
    event.add("url", page)
    organizer = vCalAddress(f"mailto:{sender}")
    organizer.params["CN"] = vText(invitation.caller.name)
    event.add("organizer", organizer)
    if attendee is not None:
        guest = vCalAddress(f"mailto:{attendee}")
        # Answers are given on the page: an answer by mail would come from an address, not from a unit.
        guest.params["RSVP"] = vText("FALSE")
        event.add("attendee", guest)
    return event


def page_of(invitation_id: UUID, origin: str) -> str:
    """The address of the page of an invitation."""
    return f"{origin}/undangan/{invitation_id}"
