"""The timeline of the demonstration: each step, the events it caused, and where they took effect."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from deploy.demo.observer import ObservedEvent, Observer
from shared.values.texts import Text as Bilingual

QUIET_SECONDS = 0.4
LONGEST_WAIT_SECONDS = 10.0

Timed = tuple[ObservedEvent, float]
"""An event, and the time from which its milliseconds are counted."""


@dataclass
class Timeline:
    """Prints each step when it has ended. `subscribers` has the services that react to each type."""

    observer: Observer
    console: Console
    subscribers: dict[str, frozenset[str]]
    requests: dict[str, float] = field(default_factory=dict)
    events: int = 0
    effects: int = 0

    def request_left(self, correlation_id: str, moment: float) -> None:
        """Remember the time of a request."""
        self.requests[correlation_id] = moment

    def headline(self, day: date, title: Bilingual, *, reported: bool) -> None:
        """Print the title of a step; a step that no article reports is marked as a sequel."""
        mark = (
            Text(" dilaporkan / reported ", "black on cyan")
            if reported
            else Text(" lanjutan / sequel ", "black on yellow")
        )
        self.console.print()
        self.console.print(Text.assemble((f"{day:%d.%m.%Y} ", "bold"), mark, (f" {title.id}", "bold")))
        self.console.print(Text(f"           {title.en}", "dim italic"))

    async def show_new(self) -> None:
        """Wait until all new events have taken effect in every service, then print them."""
        deadline = time.monotonic() + LONGEST_WAIT_SECONDS
        quiet_since, count = time.monotonic(), -1
        # An effect may emit further events, and no event is marked as the last: so this waits for a short silence.
        while time.monotonic() < deadline:
            seen = sum(len(events) for events in self.observer.events.values())
            if seen != count or not self._all_have_taken_effect():
                quiet_since, count = time.monotonic(), seen
            elif time.monotonic() - quiet_since > QUIET_SECONDS:
                break
            await asyncio.sleep(0.03)
        # Requests that were printed before are included: on a busy machine the silence may come before the last event.
        pending = ((self.observer.events.pop(name, []), moment) for name, moment in self.requests.items())
        stories = [_since(events, moment) for events, moment in pending if events]
        # Events of a job have no request: their time is counted from the first of them.
        for name in [name for name in self.observer.events if name.startswith("job:")]:
            events = self.observer.events.pop(name)
            stories.append(_since(events, min(event.written for event in events)))
        for story in _merged(stories):
            self._print(story)

    def _all_have_taken_effect(self) -> bool:
        return all(
            self.subscribers.get(event.type, frozenset()) <= self.observer.effects[event.id].keys()
            for events in self.observer.events.values()
            for event in events
        )

    def _print(self, events: Iterable[Timed]) -> None:
        rows = Table.grid(padding=(0, 2))
        rows.add_column(no_wrap=True, width=10)
        rows.add_column(no_wrap=True, min_width=36)
        for _ in range(3):
            rows.add_column(no_wrap=True)
        for type_, group in groupby(events, key=lambda timed: timed[0].type):
            self._add(rows, type_, list(group))
        if rows.row_count:
            self.console.print(rows)

    def _add(self, rows: Table, type_: str, events: list[Timed]) -> None:
        """Add one row for consecutive events of one type, with the latest time of each service."""
        arrivals: dict[str, float] = {}
        for event, start in events:
            for consumer, moment in self.observer.effects[event.id].items():
                arrivals[consumer] = max(moment - start, arrivals.get(consumer, 0.0))
        to = ", ".join(f"{consumer} [green]{_ms(after)}[/]" for consumer, after in sorted(arrivals.items()))
        many = f" [bold]× {len(events)}[/]" if len(events) > 1 else ""
        first = events[0][0]
        rows.add_row(
            "",
            f"[cyan]{type_}[/]{many}",
            f"[dim]…{first.key[-8:]}[/]" if len({event.key for event, _ in events}) == 1 else "",
            f"{first.source} [green]{_ms(max(event.written - start for event, start in events))}[/]",
            f"→ {to}" if to else "[dim]· for other subscribers[/]",
        )
        self.events += len(events)
        self.effects += sum(len(self.observer.effects[event.id]) for event, _ in events)


def _since(events: Iterable[ObservedEvent], moment: float) -> list[Timed]:
    return [(event, moment) for event in sorted(events, key=_place)]


def _place(event: ObservedEvent) -> tuple[float, str, str]:
    """The order of events: by commit, then as they were emitted; notices of one commit are put together by type."""
    return event.written, event.type if event.type.startswith("notice.") else "", event.id


def _merged(stories: Iterable[list[Timed]]) -> Iterable[list[Timed]]:
    """Merge consecutive requests that caused only events of the same type."""
    for types, group in groupby(stories, key=lambda story: frozenset(event.type for event, _ in story)):
        if len(types) == 1:
            yield [timed for story in group for timed in story]
        else:
            yield from group


def _ms(seconds: float) -> str:
    return f"{max(0.0, seconds) * 1000:.0f} ms"
