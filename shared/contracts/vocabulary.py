"""All events of this version, by their full types, and how consumers decode and dispatch them."""

from collections.abc import Iterable

from pydantic import ValidationError

from shared.access import Actor, Work
from shared.contracts import (
    agreements,
    ceremonies,
    documents,
    evaluations,
    invitations,
    meetings,
    months,
    negotiation,
    notifications,
    obligations,
    offers,
    organisations,
    positions,
    practices,
    program_details,
    programs,
    proposals,
    recognitions,
    totals,
    transfers,
    visits,
    webhooks,
)
from shared.contracts.event import REGISTERED, Event
from shared.contracts.subscription import Reaction, Reactions
from shared.events.envelope import Envelope
from shared.events.inbox.attempt import Dispatcher, Handler, Undecodable

MODULES = (
    agreements,
    ceremonies,
    documents,
    evaluations,
    invitations,
    meetings,
    months,
    negotiation,
    notifications,
    obligations,
    offers,
    organisations,
    positions,
    practices,
    program_details,
    programs,
    proposals,
    totals,
    transfers,
    recognitions,
    visits,
    webhooks,
)
"""The modules that define events; importing a module registers its events."""


def registered_events() -> dict[str, type[Event]]:
    """Every event by its type without the prefix, in alphabetical order."""
    return dict(sorted(REGISTERED.items()))


class Contracts:
    """The events under one type prefix, for an inbox."""

    def __init__(self, type_prefix: str) -> None:
        self._models = {f"{type_prefix}.{name}": model for name, model in REGISTERED.items()}
        self._names = {model: name for name, model in self._models.items()}

    def knows(self, type_: str) -> bool:
        """Whether the type is registered."""
        return type_ in self._models

    def decode(self, type_: str, data: bytes) -> Event:
        """The event of a payload. Raises `Undecodable` with the fields that do not match."""
        try:
            return self._models[type_].model_validate_json(data)
        except ValidationError as error:
            # Without the input values: the message becomes the detail of a parked record, which operators see in lists.
            raise Undecodable(str(error.errors(include_url=False, include_input=False))) from error

    def dispatcher(self, rooms: Iterable[Reactions]) -> Dispatcher[Actor]:
        """Bind the rooms' reactions to full types; several rooms may react to one event, in the order of the rooms."""
        bound: dict[str, list[Reaction]] = {}
        for reactions in rooms:
            for model, reaction in reactions:
                bound.setdefault(self._names[model], []).append(reaction)
        return Dispatcher(self, {name: _in_order(reactions) for name, reactions in bound.items()})


def _in_order(reactions: list[Reaction]) -> Handler[Actor]:
    async def react(work: Work, event: object, envelope: Envelope) -> None:
        for reaction in reactions:
            await reaction(work, event, envelope)

    return react
