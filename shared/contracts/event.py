"""What every event is: a frozen model that knows its type, topic, key and subject, and registers itself.

The key is what must stay in order; the subject is the aggregate that the event is about. Unknown fields are ignored on
reading, so that a newer producer never breaks an older consumer.
"""

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

FieldClass = Literal["public", "internal", "restricted"]


class Part(BaseModel):
    """A value inside events."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(Part):
    """Base of all events; a subclass with a `type` is one, a subclass without gives fields to several."""

    type: ClassVar[str]
    topic: ClassVar[str]
    key_field: ClassVar[str]
    subject_field: ClassVar[str]

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
        **kwargs: Any,
    ) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if type is None:
            return
        if type in REGISTERED:
            raise ValueError(f"two events bear the type {type}")
        cls.type, cls.topic, cls.key_field, cls.subject_field = type, topic, key, subject
        REGISTERED[type] = cls

    @property
    def key(self) -> str:
        """What must stay in order."""
        return str(getattr(self, self.key_field))

    @property
    def subject(self) -> str:
        """The aggregate that the event is about."""
        return str(getattr(self, self.subject_field))

    @property
    def schema_uri(self) -> str:
        """The name of the schema of the data."""
        return f"urn:sinergi:contracts:{self.type}"

    def data(self) -> bytes:
        """The payload as JSON."""
        return self.model_dump_json().encode()


REGISTERED: dict[str, type[Event]] = {}
"""Every event by its type without the prefix."""


def field_class(of: FieldClass) -> dict[str, Any]:
    """Mark a field that is not public: `Field(json_schema_extra=field_class("internal"))`."""
    return {"x-class": of}
