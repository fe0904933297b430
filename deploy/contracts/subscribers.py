"""The register of subscribers: which systems read which topics, for which purpose, and which fields they depend on.

It is committed, so that the author of a change sees which subscribers it concerns. Credentials, present rights and
suspension are not part of it: `sinergi subscribers` manages them.
"""

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from deploy.contracts.fields import fields_of
from deploy.contracts.schemas import Schema, published_schemas
from deploy.installation.trouble import Trouble
from deploy.topics.catalogue import Topic, load_topics
from shared.contracts.joint import JOINT, NEGOTIATION, may_be_granted

# No dot: a name is part of the prefix of consumer groups, in which dots separate the parts.
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
UnitId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Sentence = Annotated[str, Field(min_length=1, max_length=500)]


class Subscriber(BaseModel):
    """One system of another office. It may read the events of `facilities`, or of all facilities when they are None.

    The own system of a partner names it in `partner`: it reads what concerns this partner and those under it, and may
    be granted the topic of the negotiation, of which it gets the joint part.

    `depends_on` names the fields that it needs, by event type and with the paths of the catalogue.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name
    office: Sentence
    purpose: Sentence
    topics: Annotated[tuple[str, ...], Field(min_length=1)]
    depends_on: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    facilities: Annotated[tuple[UnitId, ...], Field(min_length=1)] | None = None
    partner: UnitId | None = None
    requests_per_minute: Annotated[int, Field(ge=1, le=6000)] = 60
    bytes_per_second: Annotated[int, Field(ge=1024)] = 1_048_576

    def needs(self, type_: str, path: str | None = None) -> bool:
        """Whether it depends on a field, a part of the field or a field around it; without a path, on the event."""
        needed = self.depends_on.get(type_, ())
        if path is None:
            return type_ in self.depends_on
        return any(path == one or _within(path, one) or _within(one, path) for one in needed)


def load_subscribers(text: str | None = None) -> tuple[Subscriber, ...]:
    """The subscribers of the committed register, or of another text. Raises `Trouble` with all mistakes.

    Topics must be public, or for a partner that of the negotiation; events must be registered and go to one of the
    topics, and fields must exist.
    """
    subscribers = read_subscribers(text)
    if wrong := mistakes(subscribers, published_schemas()):
        raise Trouble("The register of subscribers is wrong:\n" + "\n".join(f"- {line}" for line in wrong))
    return subscribers


def read_subscribers(text: str | None = None) -> tuple[Subscriber, ...]:
    """The same, checking the form only, for comparing events of different days."""
    source = text if text is not None else files(__package__).joinpath("subscribers.yaml").read_text()
    try:
        return TypeAdapter(tuple[Subscriber, ...]).validate_python(yaml.safe_load(source) or ())
    except (ValidationError, yaml.YAMLError) as error:
        raise Trouble(f"The register of subscribers is not well formed: {error}") from error


def mistakes(subscribers: tuple[Subscriber, ...], schemas: Mapping[str, Schema]) -> list[str]:
    """The mistakes of the register compared with these schemas, as sentences."""
    topics = load_topics()
    return [*_duplicates(subscribers), *(line for one in subscribers for line in _mistakes(one, schemas, topics))]


def _duplicates(subscribers: tuple[Subscriber, ...]) -> Iterator[str]:
    names = [subscriber.name for subscriber in subscribers]
    yield from (f"{name} is listed twice" for name in sorted({name for name in names if names.count(name) > 1}))


def _mistakes(one: Subscriber, schemas: Mapping[str, Schema], topics: Mapping[str, Topic]) -> Iterator[str]:
    if one.partner and one.facilities:
        yield f"{one.name}: it is limited to a partner or to facilities, not to both"
    for topic in one.topics:
        if topic not in topics:
            yield f"{one.name}: there is no topic {topic}"
        elif not may_be_granted(topic, to_partner=one.partner is not None):
            yield f"{one.name}: {topic} is not a public topic"
    for type_, paths in one.depends_on.items():
        if type_ not in schemas:
            yield f"{one.name}: there is no event {type_}"
        else:
            yield from _wrong_needs(one, type_, paths, schemas[type_])


def _wrong_needs(one: Subscriber, type_: str, paths: Iterable[str], schema: Schema) -> Iterator[str]:
    if (topic := schema["x-topic"]) not in one.topics:
        yield f"{one.name}: {type_} goes to {topic}, which is not among its topics"
    elif topic == NEGOTIATION and type_ not in {event.type for event in JOINT}:
        yield f"{one.name}: {type_} is not part of a joint negotiation"
    known = fields_of(schema)
    yield from (f"{one.name}: {type_} has no field {path}" for path in paths if path not in known)


def _within(path: str, whole: str) -> bool:
    return path.startswith((f"{whole}.", f"{whole}["))
