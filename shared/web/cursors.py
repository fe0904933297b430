"""Pages by cursor: the sort key of the last row, so that pages stay right while rows arrive."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel

from shared.web.problems.refusals import InvalidCursor

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """One page of a list; `next` is the cursor of the page after it, none on the last."""

    items: Sequence[T]
    next: str | None


class PageWanted(BaseModel):
    """Which page somebody asks for: the sort key to read after (none: from the start) and how many rows."""

    after: tuple[Any, ...] | None
    limit: int

    def after_as(self, *kinds: Callable[[str], Any]) -> tuple[Any, ...]:
        """The sort key to read after, each part made by its kind, all none from the start. Raises `InvalidCursor`."""
        if self.after is None:
            return (None,) * len(kinds)
        try:
            return tuple(kind(part) for kind, part in zip(kinds, self.after, strict=True))
        except ValueError as error:
            raise InvalidCursor from error

    def page(self, rows: Sequence[T], sort_key: Callable[[T], Sequence[object]]) -> Page[T]:
        """Make the page from up to `limit + 1` rows: the one too many says that there is a next page."""
        items = rows[: self.limit]
        # Not a full page but one row beyond it: a last page that is just full has no empty one after it.
        more = len(rows) > self.limit
        return Page(items=items, next=opaque([str(part) for part in sort_key(items[-1])]) if more else None)


async def _page_wanted(
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> PageWanted:
    return PageWanted(after=_sort_key_of(cursor) if cursor else None, limit=limit)


WantedPage = Annotated[PageWanted, Depends(_page_wanted)]
"""A route's parameter: `cursor` and `limit`. Raises `InvalidCursor`."""


def opaque(content: object) -> str:
    """What a cursor says, in letters that fit into an address."""
    said = json.dumps(content, separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def content_of(cursor: str) -> Any:
    """What a cursor says; whether that makes sense is for who gave it out. Raises `InvalidCursor`."""
    try:
        return json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise InvalidCursor from error


def _sort_key_of(cursor: str) -> tuple[str, ...]:
    parts = content_of(cursor)
    # Whoever sends it may have made it: PostgreSQL keeps no NUL in a text, and would answer one with an error (500).
    if not isinstance(parts, list) or not all(isinstance(part, str) and part.isprintable() for part in parts):
        raise InvalidCursor
    return tuple(parts)
