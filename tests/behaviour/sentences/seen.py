"""The Indonesian sentences that a run of the tests was answered: of problems, notices, waiting lists and labels."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2

PROBLEM = "application/problem+json"


@dataclass
class SentencesSeen:
    """Each sentence once, with the request that was answered with it first."""

    asked: dict[str, str] = field(default_factory=dict)

    async def note(self, answer: httpx2.Response) -> None:
        """Remember the sentences of an answer; a hook of the client that all tests use."""
        if answer.headers.get("content-type", "").partition(";")[0].endswith("json"):
            await answer.aread()
            if answer.content:
                for sentence in sentences(answer.json(), is_problem=answer.headers["content-type"] == PROBLEM):
                    self.asked.setdefault(sentence, f"{answer.request.method} {answer.request.url.path}")


def sentences(body: Any, *, is_problem: bool = False) -> Iterator[str]:
    """The Indonesian half of every bilingual value, and the title and detail of a problem."""
    match body:
        case {"id": str(sentence), "en": str(), **others}:
            yield sentence
            yield from sentences(others)
        case dict():
            if is_problem:
                yield from (body[name] for name in ("title", "detail") if name in body)
            for value in body.values():
                yield from sentences(value)
        case list():
            for value in body:
                yield from sentences(value)
