"""What went in that is about people: seen in the tests' requests, planted on purpose, read where it is kept."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import asyncpg
import httpx2

REFERENCES = {"participant_ref": "participant", "hearing_ref": "hearing", "account": "account"}
"""Fields of requests that point to a person, and the kind under which the allow-list has them."""

KEPT = {
    "participant": "SELECT participant_ref FROM programs.enrolment",
    "hearing": "SELECT hearing_ref FROM programs.enrolment",
    "account": "SELECT account FROM agreements.position UNION SELECT account FROM agreements.idempotency",
}
"""Where such references are kept, so that those of tests which send their requests otherwise are known too."""

# Examples of the interface stand in its own sentences: to see one of them says nothing of anybody.
DOCUMENTED = frozenset({"P-7F3A91", "P-7F3A92"})
SHORTEST = 8


@dataclass
class WentIn:
    """Values by kind, and every problem that was answered."""

    values: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    problems: list[tuple[str, str]] = field(default_factory=list)

    def note_request(self, body: Any) -> None:
        """Remember what a request says of people."""
        for name, value in _fields(body):
            if name in REFERENCES:
                self.note(REFERENCES[name], value)

    def note_answer(self, answer: httpx2.Response) -> None:
        """Remember a problem that was answered."""
        if answer.is_error and answer.content and answer.headers.get("content-type", "").endswith("problem+json"):
            self.problems.append((str(answer.json()["type"]).rpartition("/")[2], answer.text))

    def note(self, kind: str, value: str) -> None:
        """Remember one value, unless it is so plain that finding it again would mean nothing."""
        plain = len(value) < SHORTEST or value.isalnum() or not any(map(str.isalpha, value))
        if not plain and value not in DOCUMENTED:
            self.values[kind].add(value)

    def plant(self, kind: str) -> str:
        """A person's name that is nowhere else, for a field into which one can be written."""
        name = f"Bapak Kenari-{uuid4().hex[:12]}"
        self.values[kind].add(name)
        return name

    async def note_kept(self, database: asyncpg.Connection) -> None:
        """Remember the references that stand in the tables made for them."""
        for kind, query in KEPT.items():
            for row in await database.fetch(query):
                self.note(kind, row[0])


def _fields(body: Any) -> Iterator[tuple[str, str]]:
    match body:
        case dict():
            for name, value in body.items():
                yield from [(name, value)] if isinstance(value, str) else _fields(value)
        case list():
            for each in body:
                yield from _fields(each)
