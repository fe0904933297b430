"""The register of subscribers outside of Sinergi: who reads which topics, what for, and on which fields they depend.

It is committed, so that whoever changes an event sees whom it concerns. Credentials, rights at this moment and
suspension are not here: they are live, and kept by `sinergi subscribers`.
"""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from deploy.contracts.fields import fields_of
from deploy.contracts.schemas import Schema, published_schemas
from deploy.installation.trouble import Trouble
from deploy.topics.catalogue import Topic, load_topics

# No dot: a name is a part of what consumer groups must begin with, and dots end the parts there.
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
FacilityId = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Text = Annotated[str, Field(min_length=1, max_length=500)]


class Subscriber(BaseModel):
    """One system of another office. `facilities` are those whose events it may read; none named means all.

    `depends_on` names, by event type, the fields without which it cannot work, as the catalogue writes them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name
    office: Text
    purpose: Text
    topics: Annotated[tuple[str, ...], Field(min_length=1)]
    depends_on: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    facilities: Annotated[tuple[FacilityId, ...], Field(min_length=1)] | None = None
    requests_per_minute: Annotated[int, Field(ge=1, le=6000)] = 60
    bytes_per_second: Annotated[int, Field(ge=1024)] = 1_048_576

    def needs(self, type_: str, path: str | None = None) -> bool:
        """Whether it depends on a field of an event, on a part of it, or on what it is a part of; or on the event."""
        needed = self.depends_on.get(type_, ())
        if path is None:
            return type_ in self.depends_on
        return any(path == one or _within(path, one) or _within(one, path) for one in needed)


def load_subscribers(text: str | None = None) -> tuple[Subscriber, ...]:
    """The subscribers of the committed register, or of another text. Raises `Trouble` naming all that is wrong.

    Topics must be public, events must be registered and go to one of the topics, and fields must exist.
    """
    subscribers = read_subscribers(text)
    if wrong := mistakes(subscribers, published_schemas()):
        raise Trouble("the register of subscribers is wrong:\n" + "\n".join(f"- {line}" for line in wrong))
    return subscribers


def read_subscribers(text: str | None = None) -> tuple[Subscriber, ...]:
    """The same, looking at the form only: for who compares events of different days."""
    source = text if text is not None else files(__package__).joinpath("subscribers.yaml").read_text()
    try:
        return TypeAdapter(tuple[Subscriber, ...]).validate_python(yaml.safe_load(source) or ())
    except (ValidationError, yaml.YAMLError) as error:
        raise Trouble(f"the register of subscribers is not well formed: {error}") from error


def mistakes(subscribers: tuple[Subscriber, ...], schemas: Mapping[str, Schema]) -> list[str]:
    """What the register says that does not hold for these schemas."""
    topics = load_topics()
    return [*_doubles(subscribers), *(line for one in subscribers for line in _mistakes(one, schemas, topics))]


def _doubles(subscribers: tuple[Subscriber, ...]) -> Iterator[str]:
    names = [subscriber.name for subscriber in subscribers]
    yield from (f"{name} stands there twice" for name in sorted({name for name in names if names.count(name) > 1}))


def _mistakes(one: Subscriber, schemas: Mapping[str, Schema], topics: Mapping[str, Topic]) -> Iterator[str]:
    for topic in one.topics:
        if topic not in topics:
            yield f"{one.name}: there is no topic {topic}"
        elif topics[topic].audience != "public":
            yield f"{one.name}: {topic} is not for outsiders"
    for type_, paths in one.depends_on.items():
        if type_ not in schemas:
            yield f"{one.name}: there is no event {type_}"
            continue
        if (topic := schemas[type_]["x-topic"]) not in one.topics:
            yield f"{one.name}: {type_} goes to {topic}, which is not among its topics"
        known = fields_of(schemas[type_])
        yield from (f"{one.name}: {type_} has no field {path}" for path in paths if path not in known)


def _within(path: str, whole: str) -> bool:
    return path.startswith((f"{whole}.", f"{whole}["))
