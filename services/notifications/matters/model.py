"""A matter (rule, business key, desk) and the closing of a rule's matters.

Order is decided by the ids of the events, which are UUIDs of version 7 and made while the emitter holds the lock of its
aggregate. Topics, partitions, requeueing and rebuilds deliver in another order, so the order of arrival means nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.notifications.directory.model import Desk
from shared.values.cooperation import Severity
from shared.values.terms import Zone
from shared.values.texts import Text

CauseKey: TypeAlias = tuple[str, str]
"""A rule and a business key; a closing event names them alone, because it does not know the desks."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter at a desk as its latest opening event describes it; `opened_on` is the day of that event in `zone`."""

    rule: str
    business_key: str
    desk: Desk
    rule_group: str
    opened_by: UUID
    event_type: str
    opened_on: date
    facility_id: UUID | None
    region: str | None
    subject: Text
    body: Text
    severity: Severity
    useful_until: date
    zone: Zone

    @property
    def cause(self) -> CauseKey:
        """The rule and business key by which it is closed."""
        return self.rule, self.business_key

    @property
    def place(self) -> "NoticePlace":
        """The notice that shows it."""
        return NoticePlace(self.rule_group, str(self.desk), self.opened_on)


@dataclass(frozen=True, slots=True, order=True)
class NoticePlace:
    """One living notice of a rule group at a desk shows all matters that were opened on one day."""

    rule_group: str
    desk: str
    day: date


@dataclass(frozen=True, slots=True)
class Closing:
    """The event that closed the matters of a rule and business key; a matter that was opened before it stays closed."""

    rule: str
    business_key: str
    event_id: UUID
    event_type: str

    @property
    def cause(self) -> CauseKey:
        """The rule and business key of the matters that it closes."""
        return self.rule, self.business_key
