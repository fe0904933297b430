"""A record, from Kafka or from the feed."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """A record with its readable headers."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    headers: Mapping[str, str]

    @property
    def key_text(self) -> str:
        """The key as text; bytes that are not UTF-8 are escaped."""
        return (self.key or b"").decode(errors="backslashreplace").replace("\x00", "\\x00")
