"""The worklist: the cases of an account in all services, the first due first, grouped where many are of one kind."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from services.front.sessions.model import TimeLeft
from shared.values.capabilities import Capability, ScopeKind
from shared.values.texts import Text

SERVICES = ("agreements", "programs", "notifications")
LONG_LIST = 12
"""A list of up to this many cases is read as it is."""
MANY = 4
"""In a longer list, so many cases of one kind become a group."""


@dataclass(frozen=True)
class HeldPosition:
    """A position that the account holds today."""

    capability: Capability
    scope_kind: ScopeKind
    unit_name: str | None


@dataclass(frozen=True)
class WaitingLine:
    """One case. `page` is where it is done, None while it has no screen; `due_on` is None if it has no last day."""

    id: str
    service: str
    kind: str
    label: Text
    title: Text
    units: tuple[str, ...]
    since: date
    due_on: date | None
    overdue: bool
    page: str | None

    @property
    def order(self) -> tuple[date, date, str]:
        """The first due first, then the oldest."""
        return (self.due_on or date.max, self.since, self.id)


@dataclass(frozen=True)
class WaitingGroup:
    """Several cases of one kind."""

    label: Text
    lines: tuple[WaitingLine, ...]

    @property
    def key(self) -> str:
        """A name of the group that stays while its cases come and go."""
        return f"{self.lines[0].service}-{self.lines[0].kind}"

    @property
    def overdue(self) -> int:
        """The number of its cases that are overdue."""
        return sum(line.overdue for line in self.lines)


@dataclass(frozen=True)
class ServiceCases:
    """The cases of one service; `next` is the cursor behind them if it has more."""

    service: str
    lines: tuple[WaitingLine, ...]
    next: str | None


@dataclass(frozen=True)
class Worklist:
    """The cases that wait for an account, in all services or in one of them, `service`, from a cursor on.

    `away` are the services that do not answer, `longer` those that have more cases; `next` is the cursor of the one.
    """

    account: str
    positions: tuple[HeldPosition, ...] | None
    entries: tuple[WaitingLine | WaitingGroup, ...]
    count: int
    away: tuple[str, ...]
    longer: tuple[str, ...]
    service: str | None
    next: str | None

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        """The capabilities of the account, by which the menu is chosen."""
        return tuple(position.capability for position in self.positions or ())


@dataclass(frozen=True)
class Ending:
    """What an open page states about the end of its session, and after how many seconds it asks again."""

    state: Literal["far", "near", "last", "over"]
    ask_in: int


WARNED_BEFORE = timedelta(minutes=5)
ASK_AGAIN = timedelta(seconds=20)


def ending_of(time_left: TimeLeft | None, idle: timedelta) -> Ending:
    """The ending of a session; `idle` is the time after which an unused one ends.

    Another page may use the session, or end it: a page with a warning asks again soon.
    """
    warned_before = min(WARNED_BEFORE, idle / 2)
    if time_left is None:
        return Ending("over", ASK_AGAIN.seconds)
    if time_left.left > warned_before:
        return Ending("far", int((time_left.left - warned_before).total_seconds()) + 1)
    return Ending("near" if time_left.postponable else "last", ASK_AGAIN.seconds)


def merge(found: Sequence[ServiceCases | None]) -> list[WaitingLine]:
    """The cases of all services in one order, without those behind the end of a list that is not complete.

    A case after that end could have a case of the incomplete service before it, which is not known here.
    """
    known = [each for each in found if each is not None]
    ends = [each.lines[-1].order for each in known if each.next and each.lines]
    lines = sorted((line for each in known for line in each.lines), key=lambda line: line.order)
    return [line for line in lines if not ends or line.order <= min(ends)]


def group(lines: Sequence[WaitingLine]) -> tuple[WaitingLine | WaitingGroup, ...]:
    """The lines of a long list, with a group at the place of the first line of each kind that has many."""
    if len(lines) <= LONG_LIST:
        return tuple(lines)
    counts = Counter((line.service, line.kind) for line in lines)
    return tuple(_grouped(lines, {kind for kind, count in counts.items() if count >= MANY}))


def _grouped(lines: Sequence[WaitingLine], many: set[tuple[str, str]]) -> Iterable[WaitingLine | WaitingGroup]:
    begun = set()
    for line in lines:
        kind = (line.service, line.kind)
        if kind not in many:
            yield line
        elif kind not in begun:
            begun.add(kind)
            yield WaitingGroup(line.label, tuple(each for each in lines if (each.service, each.kind) == kind))


def line_of(case: Mapping[str, Any]) -> WaitingLine:
    """A case as a service answers it."""
    return WaitingLine(
        id=case["id"],
        service=case["service"],
        kind=case["kind"],
        label=Text(**case["label"]),
        title=Text(**case["title"]),
        units=(*case["about"]["facilities"], *case["about"]["partners"]),
        since=date.fromisoformat(case["since"]),
        due_on=date.fromisoformat(case["due_on"]) if case["due_on"] else None,
        overdue=case["overdue"],
        page=case["page"],
    )
