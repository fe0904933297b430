"""Pages by cursor: the sort key of the last row, so that pages stay correct while rows are added."""

import base64
import binascii
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel

from shared.web.problems.refusals import InvalidCursor

T = TypeVar("T")
SCREEN_ROWS = 15
ROWS_OF_A_TABLE = 500
"""Rows that a table takes from its list at a time."""


class Page(BaseModel, Generic[T]):
    """One page of a list; `next` is the cursor of the following page, null on the last one."""

    items: Sequence[T]
    next: str | None


class PageRequest(BaseModel):
    """The page asked for: the sort key to read after (None: from the start) and the number of rows."""

    after: tuple[Any, ...] | None
    limit: int

    def after_as(self, *kinds: Callable[[str], Any]) -> tuple[Any, ...]:
        """The sort key to read after, each part parsed by its kind; all None at the start. Raises `InvalidCursor`."""
        if self.after is None:
            return (None,) * len(kinds)
        try:
            return tuple(kind(part) for kind, part in zip(kinds, self.after, strict=True))
        except ValueError as error:
            raise InvalidCursor from error

    def cut(self, rows: Sequence[T], sort_key: Callable[[T], Sequence[object]]) -> Page[T]:
        """Cut the page from up to `limit + 1` rows; the additional row shows that another page follows."""
        items = rows[: self.limit]
        # Decided by the additional row: a last page that is exactly full has no empty page after it.
        more = len(rows) > self.limit
        return Page(items=items, next=encode_cursor([str(part) for part in sort_key(items[-1])]) if more else None)


async def _page_request(
    cursor: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> PageRequest:
    return PageRequest(after=sort_key_of(cursor) if cursor else None, limit=limit)


async def _screen_request(cursor: Annotated[str | None, Query(max_length=500)] = None) -> PageRequest:
    return await _page_request(cursor, SCREEN_ROWS)


PageParameters = Annotated[PageRequest, Depends(_page_request)]
"""A route's parameter: `cursor` and `limit`. Raises `InvalidCursor`."""
ScreenParameters = Annotated[PageRequest, Depends(_screen_request)]
"""The same for the list of a screen: `cursor`, and few rows, because it is read on slow lines."""


def row_number(part: str) -> int:
    """A number by which the database counts rows, for `after_as`. Raises ValueError."""
    number = int(part)
    # asyncpg raises InterfaceError for a number that no bigint holds, which would be answered as a transient error.
    if not 0 < number < 2**63:
        raise ValueError(part)
    return number


async def every_page(list_page: Callable[[PageRequest], Awaitable[Page[T]]]) -> AsyncIterator[Sequence[T]]:
    """The pages of a list one after another, with the rights and in the order of the list, for a table of all rows."""
    following: str | None = None
    while True:
        after = sort_key_of(following) if following else None
        page = await list_page(PageRequest(after=after, limit=ROWS_OF_A_TABLE))
        yield page.items
        following = page.next
        if following is None:
            return


def encode_cursor(content: object) -> str:
    """Encode JSON content as a cursor, in characters that need no escaping in an address."""
    text = json.dumps(content, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> Any:
    """Decode a cursor; its content is not checked. Raises `InvalidCursor`."""
    try:
        return json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise InvalidCursor from error


def sort_key_of(cursor: str) -> tuple[str, ...]:
    """The sort key of a cursor. Raises `InvalidCursor`."""
    parts = decode_cursor(cursor)
    # A client may have made it up: PostgreSQL cannot store NUL in a text and would raise an error (500).
    if not isinstance(parts, list) or not all(isinstance(part, str) and part.isprintable() for part in parts):
        raise InvalidCursor
    return tuple(parts)
