"""Base of all events: a frozen model that knows its type, topic, key and subject, and registers itself.

Events with the same key stay in order; the subject is the aggregate that the event is about. Consumers ignore unknown
fields, so that a newer producer never breaks an older consumer. The models also carry what subscribers need to read a
payload: descriptions, field classes, extensible lists and the last day of a type. `deploy/contracts` compares and
publishes the contracts.
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
    """Base of all events. A subclass with a `type` is an event; one without a `type` has the fields of several events.

    `sunset` is the last day on which the type is published beside its successor; without it, the type has none.
    """

    type: ClassVar[str]
    topic: ClassVar[str]
    key_field: ClassVar[str]
    subject_field: ClassVar[str]
    schema_uri: ClassVar[str]
    sunset: ClassVar[date | None]

    def __init_subclass__(cls, **_kwargs: Any) -> None:
        # Python passes the class arguments here first; pydantic's hook below uses them.
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(
        cls,
        type: str | None = None,  # noqa: A002 -- the name in CloudEvents
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
            raise ValueError(f"two events have the type {type}")
        cls.type, cls.topic, cls.key_field, cls.subject_field = type, topic, key, subject
        cls.schema_uri, cls.sunset = f"urn:sinergi:contracts:{type}", sunset
        REGISTERED[type] = cls

    @property
    def key(self) -> str:
        """The key; events with the same key stay in order."""
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


class Extensible:
    """Marks a list of values that later versions may extend: `Annotated[Instrument, Extensible()]`.

    For a consumer that checks `enum`, a new value breaks the contract. So the published schema lists the values under
    `x-extensible-enum`: these today, others possible later.
    """

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """List the values without closing the list."""
        # Only the published schema is open: Sinergi's own consumers park an event with an unknown value.
        schema = handler.resolve_ref_schema(handler(core))
        return {"type": "string", "x-extensible-enum": schema["enum"]}
