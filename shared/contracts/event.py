"""What every event is: a frozen model that knows its type, topic, key and subject, and registers itself.

The key is what must stay in order; the subject is the aggregate that the event is about. Unknown fields are ignored on
reading, so that a newer producer never breaks an older consumer. What a stranger must know to read a payload stands
here too: descriptions, field classes, lists that may grow, and the day on which a type ends. How contracts are compared
and published is `deploy/contracts`.
"""

from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

FieldClass = Literal["public", "internal", "restricted"]


class Part(BaseModel):
    """A value inside events."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(Part):
    """Base of all events; a subclass with a `type` is one, a subclass without gives fields to several.

    A `sunset` is the last day on which the type is published beside its successor; without one it has no end.
    """

    type: ClassVar[str]
    topic: ClassVar[str]
    key_field: ClassVar[str]
    subject_field: ClassVar[str]
    schema_uri: ClassVar[str]
    sunset: ClassVar[date | None]

    def __init_subclass__(cls, **_kwargs: Any) -> None:
        # Python hands the class arguments here first; pydantic's hook below is the one that uses them.
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(
        cls,
        type: str | None = None,  # noqa: A002 -- CloudEvents calls it so
        topic: str = "",
        key: str = "",
        subject: str = "",
        sunset: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if type is None:
            return
        if type in REGISTERED:
            raise ValueError(f"two events bear the type {type}")
        cls.type, cls.topic, cls.key_field, cls.subject_field = type, topic, key, subject
        cls.schema_uri, cls.sunset = f"urn:sinergi:contracts:{type}", sunset
        REGISTERED[type] = cls

    @property
    def key(self) -> str:
        """What must stay in order."""
        return str(getattr(self, self.key_field))

    @property
    def subject(self) -> str:
        """The aggregate that the event is about."""
        return str(getattr(self, self.subject_field))

    def data(self) -> bytes:
        """The payload as JSON."""
        return self.model_dump_json().encode()


REGISTERED: dict[str, type[Event]] = {}
"""Every event by its type without the prefix."""


def field_class(of: FieldClass) -> dict[str, Any]:
    """Mark a field that is not public: `Field(json_schema_extra=field_class("internal"))`."""
    return {"x-class": of}


class Growing:
    """Marks a closed list of ours as one that may grow for readers: `Annotated[Instrument, Growing()]`.

    To a reader that checks `enum`, one more value is a broken contract. So the published schema names the values under
    `x-extensible-enum`, which says: these today, and be ready for others.
    """

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Name the values without closing the list."""
        # Only what is published is open: Sinergi's own readers park a value that they do not know, and guess nothing.
        schema = handler.resolve_ref_schema(handler(core))
        return {"type": "string", "x-extensible-enum": schema["enum"]}
