"""The topics of Sinergi, each with its owner."""

from collections.abc import Mapping

from shared.contracts import agreements, notifications, programs
from shared.events.envelope import Origin
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


def own_topics(settings: Settings, service: str) -> list[str]:
    """The full names of the topics that a service owns."""
    return [settings.topic(topic) for topic, owner in TOPICS.items() if owner == service]


def origin_of(settings: Settings, service: str) -> Origin:
    """Who speaks when a service does, on the topics that it owns and no others."""
    topics = frozenset(topic for topic, owner in TOPICS.items() if owner == service)
    return Origin(settings.instance, service, settings.type_prefix, topics)
