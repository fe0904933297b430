"""The topics of Sinergi and the services that own them."""

from collections.abc import Mapping

from shared.contracts import agreements, notifications, program_details, programs
from shared.events.envelope import Origin
from shared.operations.settings import Settings

SANDBOX = "sandbox.v1"
"""For subscribers' tests; its events are made-up examples."""

TOPICS: Mapping[str, str] = {
    agreements.AGREEMENTS: "agreements",
    agreements.AGREEMENTS_INTERNAL: "agreements",
    programs.PROGRAMS: "programs",
    program_details.PROGRAMS_INTERNAL: "programs",
    notifications.NOTIFICATIONS_INTERNAL: "notifications",
    SANDBOX: "agreements",
}
"""The owner of each topic, by the name of the topic without the instance."""


def is_public(topic: str) -> bool:
    """Whether every subscriber may be granted a topic, named with or without the instance."""
    return ".internal." not in topic


def own_topics(settings: Settings, service: str) -> list[str]:
    """The full names of the topics that a service owns."""
    return [settings.topic(topic) for topic, owner in TOPICS.items() if owner == service]


def origin_of(settings: Settings, service: str) -> Origin:
    """The origin of a service's events, limited to the topics that it owns."""
    topics = frozenset(topic for topic, owner in TOPICS.items() if owner == service)
    return Origin(settings.instance, service, settings.type_prefix, topics)
