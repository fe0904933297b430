"""`sinergi consumers`: what each service hears, how far it has come, and rebuilding what its rooms made of it."""

from collections.abc import Callable
from typing import Any

from deploy.installation.service import chosen, connected, heard_topics, subscription_of
from deploy.installation.trouble import Trouble
from deploy.operating.events import consumer_status
from shared.access import Actor
from shared.contracts.topics import origin_of
from shared.contracts.vocabulary import Contracts
from shared.events.envelope import Cause
from shared.events.feed.client import open_feeds
from shared.events.operating.rebuild import CannotRebuild, Progress, Projection, Rebuild, Rebuilt
from shared.events.operator_log import Operator
from shared.events.unit_of_work import UnitOfWork
from shared.operations.clock import business_clock
from shared.operations.settings import Settings
from shared.operations.traces import continue_trace


async def list_(settings: Settings, service: str | None) -> list[dict[str, Any]]:
    """Each consumer with its rooms: which can be rebuilt, and why the others cannot."""
    rows = []
    for name in chosen(service):
        subscription = subscription_of(name)
        status = await consumer_status(settings, name)
        rows.append(
            {
                "consumer": name,
                "lag": sum(mark.lag for mark in status.topics),
                "held_shards": sum(len(mark.held_shards) for mark in status.topics),
                "parked": sum(status.parked.values()),
                "paused": status.paused,
                "rebuildable": sorted(subscription.rebuildable),
                "not_rebuildable": [f"{name}: {why}" for name, why in subscription.not_rebuildable.items()],
            }
        )
    return rows


async def rebuild(
    settings: Settings,
    service: str,
    room: str,
    by: Operator,
    watch: Callable[[Progress], None],
    *,
    give_up_lost: bool,
    dry_run: bool,
) -> Rebuilt:
    """Rebuild one room of a consumer. Raises `Trouble`."""
    projection = _projection_of(settings, service, room)
    cause = Cause(f"rebuild:{service}.{room}", "", continue_trace(None))
    # The app role may not empty the tables, and its time limits end a transaction as long as this one.
    async with (
        connected(settings, service, "owner") as owner,
        open_feeds(_feeds_of(settings, service), service, settings.secret(f"feed_{service}")) as feeds,
    ):
        now = business_clock(settings).now()
        work = UnitOfWork(owner, Actor.of_system(service), cause, origin_of(settings, service), now)
        try:
            rebuild = Rebuild(work, projection, feeds, watch, give_up_lost=give_up_lost)
            return await rebuild.run(by, dry_run=dry_run)
        except CannotRebuild as error:
            raise Trouble(f"{room} of {service} stays as it was: {error}") from error


def _projection_of(settings: Settings, service: str, room: str) -> Projection[Actor]:
    subscription = subscription_of(service)
    if room in subscription.not_rebuildable:
        raise Trouble(f"{room} of {service} cannot be rebuilt: {subscription.not_rebuildable[room]}")
    if room not in subscription.rebuildable:
        there = ", ".join(sorted(subscription.rebuildable))
        raise Trouble(f"{service} has no room {room} that hears events; it can rebuild: {there}")
    found = subscription.rebuildable[room]
    return Projection(service, found.tables, Contracts(settings.type_prefix).dispatcher([found.reactions]))


def _feeds_of(settings: Settings, service: str) -> dict[str, str]:
    owners = heard_topics(settings, service)
    unknown = set(owners.values()) - settings.feeds.keys()
    if unknown:
        raise Trouble(f"No feed of {', '.join(sorted(unknown))} is known: set SINERGI_FEEDS")
    return {topic: settings.feeds[owner] for topic, owner in owners.items()}
