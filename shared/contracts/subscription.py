"""The topics to which a service subscribes, and its reactions to their events."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from shared.access import Work
from shared.contracts.event import Event
from shared.events.envelope import Envelope

Reaction: TypeAlias = Callable[[Work, Any, Envelope], Awaitable[None]]
Reactions: TypeAlias = tuple[tuple[type[Event], Reaction], ...]
"""The reactions of one room, each with its event."""


@dataclass(frozen=True)
class Rebuildable:
    """A projection: tables that only events fill, in an order in which they can be emptied, and its reactions."""

    reactions: Reactions
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Subscription:
    """The topics, without the instance's prefix, and the reactions of the service.

    Every projection is named, with its tables if it is rebuildable, and with the reason if it is not.
    """

    topics: tuple[str, ...]
    reactions: tuple[Reactions, ...]
    rebuildable: Mapping[str, Rebuildable] = field(default_factory=dict)
    not_rebuildable: Mapping[str, str] = field(default_factory=dict)
