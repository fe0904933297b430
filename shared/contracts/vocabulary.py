"""What this version understands: every registered event, by its full type; and how reactions are bound to types."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pydantic import ValidationError

from shared.access import Actor, Work
from shared.contracts import agreements, notifications, programs
from shared.contracts.event import REGISTERED, Event
from shared.events.envelope import Envelope, Origin
from shared.events.inbox.attempt import Handler, Reader, Undecodable
from shared.operations.settings import Settings

SANDBOX = "sandbox.v1"
"""Where subscribers try things out, on examples that mean nothing."""

TOPICS: Mapping[str, str] = {
    agreements.AGREEMENTS: "agreements",
    agreements.AGREEMENTS_INTERNAL: "agreements",
    programs.PROGRAMS: "programs",
    notifications.NOTIFICATIONS_INTERNAL: "notifications",
    SANDBOX: "agreements",
}
"""Each topic's owner, by the topic's name without the instance."""


def is_public(topic: str) -> bool:
    """Whether outsiders may have the right to read a topic, with or without the instance: its name says so."""
    return ".internal." not in topic


def registered_events() -> dict[str, type[Event]]:
    """Every event by its type without the prefix, in alphabetical order."""
    return dict(sorted(REGISTERED.items()))


def origin_of(settings: Settings, service: str) -> Origin:
    """Who speaks when a service does, on the topics that it owns and no others."""
    topics = frozenset(topic for topic, owner in TOPICS.items() if owner == service)
    return Origin(settings.instance, service, settings.type_prefix, topics)


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


class Contracts:
    """The vocabulary of an inbox, under one type prefix."""

    def __init__(self, type_prefix: str) -> None:
        self._models = {f"{type_prefix}.{name}": model for name, model in REGISTERED.items()}
        self._names = {model: name for name, model in self._models.items()}

    def knows(self, type_: str) -> bool:
        """Whether the type is registered."""
        return type_ in self._models

    def decode(self, type_: str, data: bytes) -> Event:
        """The event's model. Raises `Undecodable` with what does not fit."""
        try:
            return self._models[type_].model_validate_json(data)
        except ValidationError as error:
            # Without the input: the sentence becomes the detail of a parked record, which lists show to operators.
            raise Undecodable(str(error.errors(include_url=False, include_input=False))) from error

    def reader(self, rooms: Iterable[Reactions]) -> Reader[Actor]:
        """Bind the rooms' reactions to full types; several rooms may react to one event, in the order of the rooms."""
        bound: dict[str, list[Reaction]] = {}
        for reactions in rooms:
            for model, reaction in reactions:
                bound.setdefault(self._names[model], []).append(reaction)
        return Reader(self, {name: _in_order(reactions) for name, reactions in bound.items()})


def _in_order(reactions: list[Reaction]) -> Handler[Actor]:
    async def react(work: Work, event: object, envelope: Envelope) -> None:
        for reaction in reactions:
            await reaction(work, event, envelope)

    return react
