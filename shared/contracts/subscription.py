"""How a service binds its rooms' reactions to events."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from shared.access import Work
from shared.contracts.event import Event
from shared.events.envelope import Envelope

Reaction: TypeAlias = Callable[[Work, Any, Envelope], Awaitable[None]]
Reactions: TypeAlias = tuple[tuple[type[Event], Reaction], ...]
"""What one room does about which events."""


@dataclass(frozen=True)
class Rebuildable:
    """A room whose tables hold nothing but what events said, in an order in which they can be emptied."""

    reactions: Reactions
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Subscription:
    """What a service subscribes to: topics without the instance's prefix, and its rooms' reactions.

    A room is either rebuildable or says why it is not.
    """

    topics: tuple[str, ...]
    reactions: tuple[Reactions, ...]
    rebuildable: Mapping[str, Rebuildable] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
