"""Rights to manage an endpoint: its subscriber with its own token, and the keepers of master data and operators."""

from typing import Protocol
from uuid import UUID

from services.notifications.webhooks.model.endpoints import WebhookNotFound
from services.notifications.webhooks.store.endpoints import load_subscriber
from shared.access import Actor, Work
from shared.access.actor import OutOfScope
from shared.access.subscribers import FOR_SYSTEMS, FeedReader, name_of_subscriber
from shared.values.capabilities import NATION, Capability, Scope

MANAGERS = tuple(sorted(FOR_SYSTEMS))
PEOPLE = (Capability.MASTER_DATA_KEEPER, Capability.OPERATOR)


class AboutWebhook(Protocol):
    """A command or query about one endpoint."""

    @property
    def webhook_id(self) -> UUID:
        """The id of the endpoint."""


async def scope_to_change(work: Work, command: AboutWebhook) -> Scope | None:
    """The nation, or none for the subscriber itself. Raises `WebhookNotFound`, `OutOfScope`."""
    own = own_subscriber(work.actor)
    if own is not None and own != await load_subscriber(work.connection, command.webhook_id):
        raise WebhookNotFound(id=command.webhook_id)
    if own is None:
        await scope_of_people(work, command)
        await load_subscriber(work.connection, command.webhook_id)
        return NATION
    return None


scope_to_read = scope_to_change


async def scope_of_people(work: Work, command: object) -> Scope | None:
    """The nation for people, none for a subscriber. Raises `OutOfScope`."""
    if own_subscriber(work.actor) is not None:
        return None
    # An account may hold the capability of a subscriber, and is none of the registered ones.
    if not work.actor.may(PEOPLE, NATION):
        raise OutOfScope
    return NATION


def own_subscriber(actor: Actor) -> str | None:
    """The name of the subscriber that asks with its token, or None."""
    return name_of_subscriber(actor) if isinstance(actor, FeedReader) else None
