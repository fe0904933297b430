"""Rebuilding a projection of a consumer."""

from collections.abc import Callable

from deploy.installation.service import connected, subscribed_topics, subscription_of
from deploy.installation.trouble import Trouble
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


async def rebuild(
    settings: Settings,
    service: str,
    name: str,
    operator: Operator,
    show: Callable[[Progress], None],
    *,
    give_up_lost: bool,
    dry_run: bool,
) -> Rebuilt:
    """Rebuild one projection of a consumer. Raises `Trouble`."""
    projection = _find(settings, service, name)
    cause = Cause(f"rebuild:{service}.{name}", "", continue_trace(None))
    # The app role may not empty the tables, and its time limits would end a transaction as long as this one.
    async with (
        connected(settings, service, "owner") as owner,
        open_feeds(_feeds_of(settings, service), service, settings.secret(f"feed_{service}")) as feeds,
    ):
        now = business_clock(settings).now()
        work = UnitOfWork(owner, Actor.of_system(service), cause, origin_of(settings, service), now)
        try:
            rebuild = Rebuild(work, projection, feeds, show, give_up_lost=give_up_lost)
            return await rebuild.run(operator, dry_run=dry_run)
        except CannotRebuild as error:
            raise Trouble(f"{name} of {service} was not rebuilt: {error}") from error


def _find(settings: Settings, service: str, name: str) -> Projection[Actor]:
    subscription = subscription_of(service)
    if name in subscription.not_rebuildable:
        raise Trouble(f"{name} of {service} cannot be rebuilt: {subscription.not_rebuildable[name]}")
    if name not in subscription.rebuildable:
        known = ", ".join(sorted(subscription.rebuildable))
        raise Trouble(f"{service} has no projection {name}; it can rebuild: {known}")
    found = subscription.rebuildable[name]
    return Projection(service, found.tables, Contracts(settings.type_prefix).dispatcher([found.reactions]))


def _feeds_of(settings: Settings, service: str) -> dict[str, str]:
    owners = subscribed_topics(settings, service)
    unknown = set(owners.values()) - settings.feeds.keys()
    if unknown:
        raise Trouble(f"The feed of {', '.join(sorted(unknown))} has no address: set SINERGI_FEEDS")
    return {topic: settings.feeds[owner] for topic, owner in owners.items()}
