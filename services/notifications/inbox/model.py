"""Notices: addressed to a desk, useful until a day, readable by the holders of the desk."""

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
    """No notice has this id."""

    title = Text("Pemberitahuan tidak ditemukan", "No such notice")
    detail = Text("Tidak ada pemberitahuan {notice_id}.", "There is no notice {notice_id}.")


class NotYourDesk(Denied):
    """The notice is addressed to another desk, possibly of the same unit."""

    title = Text("Bukan untuk jabatan Anda", "Not addressed to your desk")
    detail = Text(
        "Pemberitahuan ini ditujukan kepada jabatan lain, yang tidak dipegang oleh akun ini.",
        "This notice is addressed to another desk; this account does not hold its position.",
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice. `useful_until` is the last day of its use, in `zone`; afterwards it is expired, not deleted."""

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
        """The notice of a row of the table."""
        made: dict[str, Any] = {
            "desk": Desk.parse(row["desk"]),
            "subject": Text(row["subject_indonesian"], row["subject_english"]),
            "body": Text(row["body_indonesian"], row["body_english"]),
        }
        return cls(**made, **{name: row[name] for name in cls.__slots__ if name not in made})

    def expired(self, now: datetime) -> bool:
        """Whether its last useful day has passed."""
        return day_in(self.zone, now) > self.useful_until

    def require_reader(self, grants: Iterable[Grant]) -> None:
        """Raise `NotYourDesk` unless these grants include its desk, definitive or acting."""
        if self.desk not in desks_of(grants):
            raise NotYourDesk

    def mark_read(self, at: datetime) -> "Notice":
        """The notice as read; the first reading counts."""
        return self if self.read_at else replace(self, version=self.version + 1, read_at=at)
