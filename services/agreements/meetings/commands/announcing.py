"""The facts of a meeting as its events state them, and the zone of its days."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from services.agreements.agreement.commands.announcing import unit_ref
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.meetings.model.meeting import Meeting
from services.agreements.register.model.units import Unit
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.meetings import MeetingAbout, ReportedDay
from shared.values.terms import Zone


def zone_of(meeting: Meeting, agreements: Iterable[Agreement], units: Iterable[Unit]) -> Zone:
    """The zone in which the days of a meeting are counted: that of the unit that records it, or of its agreement."""
    recorders = (unit.zone for unit in units if unit.id == meeting.recorded_by)
    return next((zone for zone in (*recorders, *(each.zone for each in agreements)) if zone), CAPITAL_ZONE)


def removed_items(before: Meeting, after: Meeting) -> tuple[UUID, ...]:
    """The action items that a change of the minutes has taken out."""
    remaining = {item.id for item in after.action_items}
    return tuple(item.id for item in before.action_items if item.id not in remaining)


def meeting_facts(meeting: Meeting, announced: Iterable[Unit]) -> dict[str, Any]:
    """The fields of the events that state the whole meeting."""
    # From the minutes the event has units, kinds and numbers only: people may write names into the rest.
    units = {unit.id: unit_ref(unit) for unit in announced}
    host = meeting.host and meeting.host.unit_id
    return {
        "meeting_id": meeting.id,
        "version": meeting.version,
        "kinds": meeting.kinds,
        "held": ReportedDay.model_validate(meeting.held),
        "about": tuple(MeetingAbout.model_validate(subject) for subject in meeting.about),
        "host": units[host] if host else None,
        "units": tuple(units.values()),
        "visibility": meeting.visibility,
        "decisions": len(meeting.decisions),
        "uncovered_fields": meeting.uncovered_fields,
    }
