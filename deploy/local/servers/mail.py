"""The mail catcher of the embedded stack: takes every message, sends none on, and keeps each as a file.

It listens on loopback only, and refuses to start outside of the embedded stack.
"""

import asyncio
import os
import signal
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.installation.environment import read_settings
from deploy.installation.trouble import Trouble
from deploy.local.folder import Folder
from deploy.local.settings import local_settings
from shared.operations.settings import Settings

MAX_BYTES = 10_000_000


ONCE = "sekali-"
"""An address that begins so takes one message and is unknown afterwards, to see what a final failure leads to."""


class Catcher:
    """The handler of the SMTP server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: set[str] = set()

    async def handle_RCPT(  # noqa: N802 -- its name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Sequence[str]
    ) -> str:
        """Accept an address."""
        if address in self._taken:
            return "550 5.1.1 unknown"
        if address.startswith(ONCE):
            self._taken.add(address)
        envelope.rcpt_tos.append(address)
        return "250 accepted"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- its name
        """Keep a message. Written under another name first, so that a reader gets a whole one."""
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        file = self._folder / f"{uuid.uuid1().time:020}-{os.getpid()}.eml"
        draft = file.with_suffix(".draft")
        draft.write_bytes(content)
        draft.chmod(0o600)
        draft.rename(file)
        return "250 kept"


async def serve(folder: Path, port: int) -> None:
    """Take messages until a signal ends the process."""
    ended, catcher = asyncio.Event(), Catcher(folder)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    server = await loop.create_server(
        lambda: SMTP(catcher, data_size_limit=MAX_BYTES, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", port
    )
    async with server:
        await ended.wait()


def main() -> None:
    """Serve the stack of this data folder."""
    try:
        settings = read_settings(Settings)
        folder = Folder(local_settings().data_dir).mail
    except Trouble as error:
        sys.exit(f"sinergi: {error}")
    if not settings.embedded:
        sys.exit("sinergi: the mail catcher serves the embedded stack only (SINERGI_ENVIRONMENT=embedded)")
    folder.mkdir(mode=0o700, exist_ok=True)
    asyncio.run(serve(folder, settings.smtp_port))


if __name__ == "__main__":
    main()
