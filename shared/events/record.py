"""A record as Kafka delivers it, or as the feed gives it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """One record as Kafka delivered it, with the headers that could be read."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    headers: Mapping[str, str]

    @property
    def key_text(self) -> str:
        """The key as text; what is not UTF-8 is escaped."""
        return (self.key or b"").decode(errors="backslashreplace").replace("\x00", "\\x00")
