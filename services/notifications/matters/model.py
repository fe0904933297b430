"""A matter (rule, business key, desk) and the closing of a rule's matters.

Order is decided by the ids of the events, which are UUIDs of version 7 and made while the emitter holds the lock of its
aggregate. Topics, partitions, requeueing and rebuilds deliver in another order, so the order of arrival means nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.notifications.directory.model import Desk
from shared.values.capabilities import Capability
from shared.values.cooperation import Severity
from shared.values.refusals import NotFound
from shared.values.terms import Zone
from shared.values.texts import Text

CauseKey: TypeAlias = tuple[str, str]
"""A rule and a business key; a closing event names them alone, because it does not know the desks."""
RULE = r"^[a-z][a-z0-9_]{0,59}$"
"""The name of a rule."""


class MatterNotFound(NotFound):
    """No matter has this rule, business key and desk."""

    title = Text("Perkara tidak ditemukan", "No such matter")
    detail = Text(
        "Tidak ada perkara dengan aturan, kunci, dan meja ini.", "No matter has this rule, business key and desk."
    )


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter at a desk as its latest opening event describes it; `opened_on` is the day of that event in `zone`.

    `facility_ids` are the facilities in the desk's unit for which it is there: the desk follows them to another office.
    `page` is the address of the screen of what it is about, None while that has none.
    """

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
    facility_ids: tuple[UUID, ...] = ()
    page: str | None = None

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


@dataclass(frozen=True, slots=True)
class Followed:
    """Open matters after facilities have moved: changed at their desk, new at another office, gone from an office."""

    changed: list[Matter] = field(default_factory=list)
    arrived: list[Matter] = field(default_factory=list)
    left: list[Matter] = field(default_factory=list)


def follow(matters: Iterable[Matter], offices: Mapping[UUID, str]) -> Followed:
    """Let the open matters of some causes follow facilities to their new offices.

    An office keeps a matter as long as it has one of the facilities for which the matter is there.
    """
    followed = Followed()
    at_offices: dict[CauseKey, list[Matter]] = {}
    for matter in matters:
        if matter.desk.scope_kind == "region":
            at_offices.setdefault(matter.cause, []).append(matter)
        elif matter.desk.scope_kind == "facility" and (office := offices.get(UUID(matter.desk.unit))):
            followed.changed.append(replace(matter, region=office))
    for causes in at_offices.values():
        _follow_at_offices(causes, offices, followed)
    return followed


def _follow_at_offices(matters: list[Matter], offices: Mapping[UUID, str], followed: Followed) -> None:
    before = {matter.desk.unit: matter for matter in matters}
    after: dict[str, list[UUID]] = {}
    for matter in matters:
        for facility in matter.facility_ids:
            after.setdefault(offices.get(facility, matter.desk.unit), []).append(facility)
    for office, ids in after.items():
        source = before.get(office) or next(each for each in matters if ids[0] in each.facility_ids)
        about = source.facility_id if source.facility_id in ids else ids[0]
        desk = Desk(Capability.REVIEWER, "region", office)
        there = replace(source, desk=desk, region=office, facility_id=about, facility_ids=tuple(ids))
        if office not in before:
            followed.arrived.append(there)
        elif there != source:
            followed.changed.append(there)
    # A matter without facilities is there for the office itself.
    followed.left.extend(each for each in matters if each.facility_ids and each.desk.unit not in after)


def at_same_desks(matter: Matter, same: Mapping[UUID, Collection[UUID]]) -> list[Matter]:
    """The matter at each desk of the same partner, its own first: a partner that was merged has several ids."""
    desk = matter.desk
    if desk.scope_kind != "partner":
        return [matter]
    others = sorted(str(id_) for id_ in same[UUID(desk.unit)] if str(id_) != desk.unit)
    return [matter, *(replace(matter, desk=replace(desk, unit=unit)) for unit in others)]


def at_known_desks(
    matters: Sequence[Matter], same: Mapping[UUID, Collection[UUID]], known: Collection[tuple[str, str, str]]
) -> list[Matter]:
    """The matters, each at the first desk of the same partner that knows it, otherwise at its own.

    One for each partner: its contacts read the desks of all its ids, so a second notice would be one too many.
    """
    placed: dict[tuple[str, str, str], Matter] = {}
    for matter in matters:
        choices = at_same_desks(matter, same)
        keys = [(*each.cause, str(each.desk)) for each in choices]
        chosen = next((n for n, key in enumerate(keys) if key in placed or key in known), 0)
        placed.setdefault(keys[chosen], choices[chosen])
    return list(placed.values())
