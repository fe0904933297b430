"""Notices: what lies before a desk, until when it is useful, and who may read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.notifications.directory.model import Desk, desks_of
from shared.values.capabilities import Grant
from shared.values.cooperation import Severity
from shared.values.refusals import Denied, NotFound
from shared.values.terms import Zone, day_in
from shared.values.texts import Text


class NoticeNotFound(NotFound):
    """There is no such notice."""

    title = Text("Pemberitahuan tidak ditemukan", "No such notice")
    detail = Text("Tidak ada pemberitahuan {notice_id}.", "There is no notice {notice_id}.")


class NotYourDesk(Denied):
    """The notice lies before another desk, even if the unit is one's own."""

    title = Text("Bukan meja Anda", "Not your desk")
    detail = Text(
        "Pemberitahuan ini ditujukan kepada meja lain. Akun ini tidak memegang jabatan di meja tersebut.",
        "This notice lies before another desk. The account holds no position at that desk.",
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice. `useful_until` is the last day of its use by the calendar of `zone`; then it is expired, not gone."""

    id: UUID
    business_key: str
    rule: str
    desk: Desk
    event_id: UUID
    event_type: str
    facility_id: UUID | None
    region: str | None
    subject: Text
    body: Text
    severity: Severity
    useful_until: date
    zone: Zone
    issued_at: datetime
    version: int = 1
    read_at: datetime | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Notice":
        """The notice of a table's row."""
        made: dict[str, Any] = {
            "desk": Desk.parse(row["desk"]),
            "subject": Text(row["subject_indonesian"], row["subject_english"]),
            "body": Text(row["body_indonesian"], row["body_english"]),
        }
        return cls(**made, **{name: row[name] for name in cls.__slots__ if name not in made})

    def expired(self, now: datetime) -> bool:
        """Whether it has stopped being useful."""
        return day_in(self.zone, now) > self.useful_until

    def require_reader(self, grants: Iterable[Grant]) -> None:
        """Raise `NotYourDesk` unless somebody with these grants sits at its desk, acting or not."""
        if self.desk not in desks_of(grants):
            raise NotYourDesk

    def read(self, at: datetime) -> "Notice":
        """The notice as read; whoever reads it first, it stays read since then."""
        return self if self.read_at else replace(self, version=self.version + 1, read_at=at)
