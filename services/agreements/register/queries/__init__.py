"""What the register can be asked: by anybody who holds a position, or by those who give them."""

from uuid import UUID

from shared.values.capabilities import Capability
from shared.web.cursors import PageWanted
from shared.web.problems import InvalidCursor

ANYBODY = tuple(Capability)


def after_text(page: PageWanted) -> str | None:
    """The one text after which the page begins. Raises `InvalidCursor`."""
    if page.after is None:
        return None
    if len(page.after) != 1 or "\x00" in page.after[0]:
        raise InvalidCursor
    return str(page.after[0])


def after_id(page: PageWanted) -> UUID | None:
    """The id after which the page begins. Raises `InvalidCursor`."""
    text = after_text(page)
    try:
        return UUID(text) if text is not None else None
    except ValueError as error:
        raise InvalidCursor from error
