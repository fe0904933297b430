"""Values about people that a run sends: recorded from requests, written on purpose, and read where they are stored."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import asyncpg
import httpx2

REFERENCES = {"participant_ref": "participant", "basis_reference": "hearing", "account": "account"}
"""Fields of requests that refer to a person, and their kind in the allow-list."""

STORED = {
    "participant": "SELECT reference FROM programs.participant_vault",
    "hearing": "SELECT basis_reference FROM programs.enrolment WHERE basis_reference IS NOT NULL",
    "account": "SELECT account FROM agreements.position UNION SELECT account FROM agreements.idempotency",
}
"""Where such references are stored, to find also those that were sent without the recording client."""

# Examples in the texts of the interface; they belong to no person.
DOCUMENTED = frozenset({"P-7F3A91", "P-7F3A92"})
SHORTEST = 8


@dataclass
class RecordedValues:
    """Values by kind, and every problem that was answered."""

    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    problems: list[tuple[str, str]] = field(default_factory=list)

    def record_request(self, body: Any) -> None:
        """Record the references to people in a request."""
        for name, value in _fields(body):
            if name in REFERENCES:
                self.record(REFERENCES[name], value)

    def record_answer(self, answer: httpx2.Response) -> None:
        """Record a problem that was answered."""
        if answer.is_error and answer.content and answer.headers.get("content-type", "").endswith("problem+json"):
            self.problems.append((str(answer.json()["type"]).rpartition("/")[2], answer.text))

    def record(self, kind: str, value: str) -> None:
        """Record one value, unless it is so common that a second occurrence proves nothing."""
        common = len(value) < SHORTEST or value.isalnum() or not any(map(str.isalpha, value))
        if not common and value not in DOCUMENTED:
            self.values[kind].add(value)

    def new_name(self, kind: str, between: str = " ") -> str:
        """A new unique name of a person, to be written into a field of this kind."""
        name = f"Bapak{between}Kenari-{uuid4().hex[:12]}"
        self.values[kind].add(name)
        return name

    async def record_stored(self, database: asyncpg.Connection) -> None:
        """Record the references in the tables that store them."""
        for kind, query in STORED.items():
            for row in await database.fetch(query):
                self.record(kind, row[0])


def _fields(body: Any) -> Iterator[tuple[str, str]]:
    match body:
        case dict():
            for name, value in body.items():
                yield from [(name, value)] if isinstance(value, str) else _fields(value)
        case list():
            for each in body:
                yield from _fields(each)
