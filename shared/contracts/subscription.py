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
    """A projection: tables that contain only data from events, in the order in which they can be emptied."""

    reactions: Reactions
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Subscription:
    """The topics, without the instance's prefix, and the reactions of the service.

    `rebuildable` holds the projections by name; `kept` holds the reasons why other tables cannot be rebuilt.
    """

    topics: tuple[str, ...]
    reactions: tuple[Reactions, ...]
    rebuildable: Mapping[str, Rebuildable] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
