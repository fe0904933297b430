"""Clashes: two planned sessions at the same time in one place, with one instructor, or with the same participants."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from uuid import UUID

from services.programs.instructors.model import Instructor
from shared.values.texts import Text

ClashKind = Literal["venue", "instructor", "participants", "permit"]


@dataclass(frozen=True, slots=True)
class Slot:
    """The time, the place and the people of a planned session."""

    plan_id: UUID
    planned_on: date
    starts_at: time
    minutes: int
    venue_key: str
    cohort_id: UUID | None
    instructors: frozenset[UUID]

    @property
    def begins(self) -> datetime:
        """When it begins, on the clocks of the facility."""
        return datetime.combine(self.planned_on, self.starts_at)

    @property
    def ends(self) -> datetime:
        """When it ends; perhaps on the following day."""
        return self.begins + timedelta(minutes=self.minutes)

    def overlaps(self, other: "Slot") -> bool:
        """Whether both take place at the same time. One that begins when the other ends does not."""
        return self.begins < other.ends and other.begins < self.ends


@dataclass(frozen=True, slots=True)
class Clash:
    """A planned session that cannot take place as planned; `other_id` is the one beside it.

    `number` counts the instructors or participants of both. A clash of the kind `permit` has no other session: the
    gate would not let an instructor in on that day.
    """

    kind: ClashKind
    plan_id: UUID
    planned_on: date
    other_id: UUID | None = None
    number: int = 1

    @property
    def message(self) -> Text:
        """The sentence for the planner."""
        return _MESSAGES[self.kind].fill(day=self.planned_on, number=self.number)


_MESSAGES: Mapping[ClashKind, Text] = {
    "venue": Text(
        "Pada {day} tempat ini sudah dipakai pertemuan lain pada jam yang sama.",
        "On {day} another session uses this place at the same time.",
    ),
    "instructor": Text(
        "Pada {day} seorang pengajar dijadwalkan pada pertemuan lain pada jam yang sama.",
        "On {day} an instructor is planned for another session at the same time.",
    ),
    "participants": Text(
        "Pada {day} {number} peserta juga dijadwalkan pada pertemuan lain pada jam yang sama.",
        "On {day} {number} participant(s) are planned for another session at the same time.",
    ),
    "permit": Text(
        "Pada {day} izin masuk {number} pengajar tidak berlaku. Urus izinnya, atau jadwalkan pengajar lain.",
        "On {day} the gate permit of {number} instructor(s) is not valid. Renew it, or plan another instructor.",
    ),
}


def clashes_between(
    slots: Sequence[Slot], others: Iterable[Slot], enrolled: Mapping[UUID, Collection[UUID]]
) -> list[Clash]:
    """The clashes of these slots with others; `enrolled` has the participants of each cohort."""
    beside = list(others)
    return [
        clash
        for slot in slots
        for other in beside
        if slot.plan_id != other.plan_id and slot.overlaps(other)
        for clash in _clashes(slot, other, enrolled)
    ]


def without_permit(slots: Iterable[Slot], instructors: Mapping[UUID, Instructor]) -> list[Clash]:
    """The slots on whose day the gate would not let some of their instructors in."""
    return [
        Clash("permit", slot.plan_id, slot.planned_on, number=number)
        for slot in slots
        if (number := sum(not instructors[each].may_enter(slot.planned_on) for each in slot.instructors))
    ]


def _clashes(slot: Slot, other: Slot, enrolled: Mapping[UUID, Collection[UUID]]) -> Iterator[Clash]:
    if slot.venue_key == other.venue_key:
        yield Clash("venue", slot.plan_id, slot.planned_on, other.plan_id)
    if shared := slot.instructors & other.instructors:
        yield Clash("instructor", slot.plan_id, slot.planned_on, other.plan_id, len(shared))
    both = frozenset(enrolled.get(slot.cohort_id, ())) if slot.cohort_id else frozenset[UUID]()
    if other.cohort_id and (number := len(both & frozenset(enrolled.get(other.cohort_id, ())))):
        yield Clash("participants", slot.plan_id, slot.planned_on, other.plan_id, number)
