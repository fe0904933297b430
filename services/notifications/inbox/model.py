"""Notices: each shows the open matters of a rule group at a desk, and closes with the last of them.

It is useful until a day, and readable by the holders of the desk, also after it was closed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from services.notifications.directory.model import Desk, desks_of
from services.notifications.matters.model import Matter
from shared.values.capabilities import Grant
from shared.values.cooperation import Severity
from shared.values.ids import new_id
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


MORE_RECENT = Text(
    "Digantikan oleh pemberitahuan yang lebih baru tentang hal yang sama.",
    "Replaced by a more recent notice about the same matter.",
)
MOVED = Text("UPT berpindah ke kantor wilayah lain.", "The facility has moved to another regional office.")
LISTED_AT_MOST = 10
"""A notice of several matters lists some of them and counts the others."""

_COUNTED = Text("{name}: {count}", "{name}: {count}")
_OTHERS = Text("dan {count} lainnya", "and {count} others")
_COUNT_ONLY = Text(
    "Jumlah: {count}. Rinciannya ada dalam daftar perjanjian dan program.",
    "Number: {count}. The lists of agreements and programs have the details.",
)


@dataclass(frozen=True, slots=True)
class ListedMatter:
    """A matter in the list of a notice: its subject, and the address of its screen, None while it has none."""

    subject: Text
    page: str | None

    @classmethod
    def of(cls, matter: Matter) -> "ListedMatter":
        """The line of a matter."""
        return cls(matter.subject, matter.page)


LISTED = TypeAdapter(tuple[ListedMatter, ...])
"""The list of a notice as it is stored."""


@dataclass(frozen=True, slots=True)
class OpenMatters:
    """The open matters that a notice shows: their number, the latest, and a list of the ten latest."""

    count: int
    latest: Matter
    listed: tuple[ListedMatter, ...]
    severity: Severity
    useful_until: date

    @classmethod
    def only(cls, matter: Matter) -> "OpenMatters":
        """One matter alone."""
        return cls(1, matter, (ListedMatter.of(matter),), matter.severity, matter.useful_until)

    def subject(self, name: Text) -> Text:
        """The subject of the matter; with several matters, their name and number."""
        return self.latest.subject if self.count == 1 else _COUNTED.fill(name=name, count=self.count)

    def body(self, desk: Desk) -> Text:
        """The body of the matter; with several matters, their subjects. The directorate general gets their number."""
        if self.count == 1:
            return self.latest.body
        if desk.scope_kind == "nation":
            return _COUNT_ONLY.fill(count=self.count)
        lines = [each.subject for each in self.listed]
        if self.count > len(lines):
            lines.append(_OTHERS.fill(count=self.count - len(lines)))
        return Text("; ".join(line.id for line in lines), "; ".join(line.en for line in lines))

    def listed_at(self, desk: Desk) -> tuple[ListedMatter, ...]:
        """The list for a desk; the directorate general gets several matters as their number alone."""
        return () if self.count > 1 and desk.scope_kind == "nation" else self.listed


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice. `useful_until` is the last day of its use, in `zone`; afterwards it is expired, not deleted.

    `rule`, the event and the unit are those of its latest open matter; `listed` has the latest ones. A closed notice
    stays as it was.
    """

    id: UUID
    rule_group: str
    day: date
    rule: str
    matters: int
    listed: tuple[ListedMatter, ...]
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
    closed_at: datetime | None = None
    closed_because: Text | None = None

    @classmethod
    def issue(cls, matter: Matter, now: datetime) -> "Notice":
        """A new notice of one matter."""
        return cls(
            id=new_id(),
            rule_group=matter.rule_group,
            day=matter.opened_on,
            desk=matter.desk,
            issued_at=now,
            **_shown(OpenMatters.only(matter), matter.subject, matter.desk),
        )

    def show(self, matters: OpenMatters, name: Text, *, opened: bool) -> "Notice":
        """The notice with these open matters; it is unread again if one of them was just opened."""
        shown = replace(self, **_shown(matters, name, self.desk))
        if opened:
            shown = replace(shown, read_at=None)
        return self if shown == self else replace(shown, version=self.version + 1)

    def repeat(self) -> "Notice":
        """The notice repeated: unread again."""
        return replace(self, version=self.version + 1, read_at=None)

    def close(self, because: Text, at: datetime) -> "Notice":
        """The notice after its last matter was closed."""
        return replace(self, version=self.version + 1, closed_at=at, closed_because=because)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Notice":
        """The notice of a row of the table."""
        made: dict[str, Any] = {
            "desk": Desk.parse(row["desk"]),
            "listed": LISTED.validate_json(row["listed"]),
            "subject": Text(row["subject_indonesian"], row["subject_english"]),
            "body": Text(row["body_indonesian"], row["body_english"]),
            "closed_because": row["closed_at"]
            and Text(row["closed_because_indonesian"], row["closed_because_english"]),
        }
        return cls(**made, **{name: row[name] for name in cls.__slots__ if name not in made})

    @property
    def named(self) -> dict[str, Any]:
        """The fields by which every event names it."""
        own: dict[str, Any] = {name: getattr(self, name) for name in ("version", "rule", "severity")}
        return own | {"notice_id": self.id, "desk": str(self.desk)}

    def expired(self, now: datetime) -> bool:
        """Whether its last useful day has passed."""
        return day_in(self.zone, now) > self.useful_until

    @property
    def is_done(self) -> bool:
        """Whether it was read or closed."""
        return self.read_at is not None or self.closed_at is not None

    def require_reader(self, grants: Iterable[Grant]) -> None:
        """Raise `NotYourDesk` unless these grants include its desk, definitive or acting."""
        if self.desk not in desks_of(grants):
            raise NotYourDesk

    def mark_read(self, at: datetime) -> "Notice":
        """The notice as read; the first reading counts."""
        return self if self.read_at else replace(self, version=self.version + 1, read_at=at)


def _shown(matters: OpenMatters, name: Text, desk: Desk) -> dict[str, Any]:
    latest = matters.latest
    return {
        "rule": latest.rule,
        "matters": matters.count,
        "listed": matters.listed_at(desk),
        "event_id": latest.opened_by,
        "event_type": latest.event_type,
        "facility_id": latest.facility_id,
        "region": latest.region,
        "subject": matters.subject(name),
        "body": matters.body(desk),
        "severity": matters.severity,
        "useful_until": matters.useful_until,
        "zone": latest.zone,
    }
