"""What `topics.yaml` says, checked: the topics, and the rights that follow from owners and readers."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, TypeAdapter

from shared.operations.settings import Settings

Service = Literal["agreements", "programs", "notifications"]
MOST_PARTITIONS = 128
REPLICATION = 3


def _power_of_two(partitions: int) -> int:
    if partitions not in {2**power for power in range(8)}:
        raise ValueError(f"partitions must be a power of two up to {MOST_PARTITIONS}: a shard would span two of them")
    return partitions


class Topic(BaseModel):
    """One topic of the catalogue."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: Service
    audience: Literal["public", "internal"]
    partitions: Annotated[int, AfterValidator(_power_of_two)]
    readers: tuple[Service, ...]


@dataclass(frozen=True, order=True)
class Right:
    """One thing that a principal may do."""

    principal: str
    resource: Literal["topic", "group"]
    name: str
    operation: Literal["READ", "WRITE", "DESCRIBE"]


def load_topics() -> dict[str, Topic]:
    """The topics by name without the instance. Raises pydantic's ValidationError where the file is wrong."""
    text = files(__package__).joinpath("topics.yaml").read_text()
    return TypeAdapter(dict[str, Topic]).validate_python(yaml.safe_load(text))


def services_of(topics: dict[str, Topic]) -> list[Service]:
    """Every service that owns or reads a topic."""
    return sorted({topic.owner for topic in topics.values()} | {r for topic in topics.values() for r in topic.readers})


def rights(settings: Settings, topics: dict[str, Topic]) -> Iterator[Right]:
    """The least rights: write one's own topics, look at what was written, read what one subscribes to."""
    for name, topic in topics.items():
        full = settings.topic(name)
        owner = settings.principal(topic.owner)
        yield Right(owner, "topic", full, "WRITE")
        for reader in (topic.owner, *topic.readers):
            yield Right(settings.principal(reader), "topic", full, "READ")
            yield Right(settings.principal(reader), "topic", full, "DESCRIBE")
    for service in services_of(topics):
        yield Right(settings.principal(service), "group", settings.group(service), "READ")
