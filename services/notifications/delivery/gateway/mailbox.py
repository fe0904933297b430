"""The mailbox to which mail servers return what they could not deliver, over IMAP (RFC 9051).

The library blocks, so each step runs in a thread.
"""

import asyncio
import imaplib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from shared.operations.settings import Settings

MAILBOX_ERRORS: tuple[type[Exception], ...] = (imaplib.IMAP4.error, OSError, EOFError)
LONGEST_REPORT = 200_000
"""Bytes of a message that are read: the report comes first, and the returned message may be large."""


class Mailbox:
    """An open mailbox. Messages are named by their UIDs, which stay the same while others arrive."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self._connection = connection

    async def list_unseen(self) -> list[bytes]:
        """The messages that are not marked as seen, the oldest first."""
        (found,) = await self._ask("SEARCH", "UNSEEN")
        return (found or b"").split()

    async def read(self, uid: bytes) -> bytes:
        """The beginning of a message, which stays unseen; nothing if it is gone."""
        parts = await self._ask("FETCH", uid.decode(), f"(BODY.PEEK[]<0.{LONGEST_REPORT}>)")
        return next((part[1] for part in parts if isinstance(part, tuple)), b"")

    async def mark_seen(self, uid: bytes, *, flagged: bool = False) -> None:
        """Mark a message as seen; a flag shows people the messages that are no reports."""
        await self._ask("STORE", uid.decode(), "+FLAGS.SILENT", r"(\Seen \Flagged)" if flagged else r"(\Seen)")

    async def _ask(self, command: str, *arguments: str) -> list[Any]:
        status, data = await asyncio.to_thread(self._connection.uid, command, *arguments)
        if status != "OK":
            raise imaplib.IMAP4.error(f"{command}: {status}")
        return data


@asynccontextmanager
async def open_mailbox(settings: Settings, host: str) -> AsyncIterator[Mailbox]:
    """Open the mailbox for bounces. Raises one of `MAILBOX_ERRORS`."""
    connection = await asyncio.to_thread(_log_in, settings, host)
    try:
        yield Mailbox(connection)
    finally:
        with suppress(*MAILBOX_ERRORS):
            await asyncio.to_thread(connection.logout)


def _log_in(settings: Settings, host: str) -> imaplib.IMAP4:
    where = host, settings.bounce_port
    seconds, context = settings.bounce_timeout_seconds, ssl.create_default_context()
    if settings.bounce_security == "tls":
        connection: imaplib.IMAP4 = imaplib.IMAP4_SSL(*where, ssl_context=context, timeout=seconds)
    else:
        connection = imaplib.IMAP4(*where, timeout=seconds)
    try:
        if settings.bounce_security == "starttls":
            connection.starttls(context)
        connection.login(settings.bounce_user, settings.secret("bounce_password"))
        _select(connection, settings.bounce_mailbox)
    except BaseException:
        connection.shutdown()
        raise
    return connection


def _select(connection: imaplib.IMAP4, mailbox: str) -> None:
    status, _ = connection.select(mailbox)
    if status != "OK":
        raise imaplib.IMAP4.error(f"SELECT: {status}")
