"""Access to notices: both to read one and to mark it as read, the scope is the unit of its desk."""

from typing import Protocol
from uuid import UUID

from services.notifications.inbox.store import load_desk
from shared.access import Work
from shared.values.capabilities import Scope


class AboutNotice(Protocol):
    """A command or query about one notice."""

    @property
    def notice_id(self) -> UUID:
        """The id of the notice."""


async def scope_to_change(work: Work, command: AboutNotice) -> Scope:
    """The unit of the notice's desk. Raises `NoticeNotFound`."""
    return (await load_desk(work.connection, command.notice_id)).scope


async def scope_to_read(work: Work, query: AboutNotice) -> Scope:
    """The unit of the notice's desk. Raises `NoticeNotFound`."""
    return (await load_desk(work.connection, query.notice_id)).scope
