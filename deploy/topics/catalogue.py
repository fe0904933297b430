"""The content of `topics.yaml`, checked: the topics, and the rights of their owners and readers."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter, ValidationError

from deploy.installation.services import ServiceName
from deploy.installation.trouble import Trouble
from shared.contracts.topics import is_public
from shared.operations.settings import Settings

SUBSCRIBERS = "sub-"
"""Prefix of the principals of subscribers, after the instance's own prefix."""
MOST_PARTITIONS = 128


def _check_partitions(partitions: int) -> int:
    if partitions not in {2**power for power in range(8)}:
        raise ValueError(f"partitions must be a power of two up to {MOST_PARTITIONS}: a shard would span two of them")
    return partitions


class Topic(BaseModel):
    """One topic of the catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: ServiceName
    audience: Literal["public", "internal"]
    partitions: Annotated[int, AfterValidator(_check_partitions)]
    readers: tuple[ServiceName, ...]


def _check_names(topics: dict[str, Topic]) -> dict[str, Topic]:
    for name, topic in topics.items():
        if is_public(name) != (topic.audience == "public"):
            raise ValueError(f"{name} is {topic.audience}: `.internal.` in a name means an internal topic")
    return topics


Topics = Annotated[dict[str, Topic], AfterValidator(_check_names)]


@dataclass(frozen=True, order=True)
class Right:
    """One operation that a principal may perform; with `prefixed`, on every resource whose name has this prefix."""

    principal: str
    resource: Literal["topic", "group", "transactional_id"]
    name: str
    operation: Literal["READ", "WRITE", "DESCRIBE"]
    prefixed: bool = False


def load_topics(text: str | None = None) -> dict[str, Topic]:
    """The topics by their name without the instance. Raises `Trouble` when the file is wrong."""
    source = text if text is not None else files(__package__).joinpath("topics.yaml").read_text()
    try:
        topics: dict[str, Topic] = TypeAdapter(Topics).validate_python(yaml.safe_load(source))
    except ValidationError as error:
        faults = (": ".join([*map(str, fault["loc"]), fault["msg"]]) for fault in error.errors())
        raise Trouble(f"deploy/topics/topics.yaml is wrong: {'; '.join(faults)}") from error
    return topics


def services_of(topics: dict[str, Topic]) -> list[ServiceName]:
    """Every service that owns or reads a topic."""
    return sorted({topic.owner for topic in topics.values()} | {r for topic in topics.values() for r in topic.readers})


def rights(settings: Settings, topics: dict[str, Topic]) -> Iterator[Right]:
    """The rights of the services: write their own topics, and read those and the subscribed ones."""
    for name, topic in topics.items():
        full = settings.topic(name)
        owner = settings.principal(topic.owner)
        yield Right(owner, "topic", full, "WRITE")
        # The owner reads too: before its relay leads, it reads its last records in Kafka.
        for reader in (topic.owner, *topic.readers):
            yield Right(settings.principal(reader), "topic", full, "READ")
            yield Right(settings.principal(reader), "topic", full, "DESCRIBE")
    for service in services_of(topics):
        yield Right(settings.principal(service), "group", settings.group(service), "READ")
    # WRITE includes DESCRIBE. The relay fences its earlier leaders.
    for owner in sorted({topic.owner for topic in topics.values()}):
        yield Right(settings.principal(owner), "transactional_id", settings.transactional_id(owner), "WRITE")
