"""A real IMAP server with one mailbox in memory (imapmemserver of go-imap, MIT), built by Go when first needed."""

import asyncio
import imaplib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local.ports import choose_ports
from deploy.local.probes import port_answers
from tests.behaviour.client import Sinergi
from tests.running.go_programs import built

VERSION = "2.0.0-beta.8"
PACKAGE = "github.com/emersion/go-imap/v2/cmd/imapmemserver"
MODULE = Path(__file__).parent / "imapmemserver"
USER = "sinergi"


@dataclass(frozen=True)
class MailServer:
    """The server; each call logs in anew."""

    port: int
    password: str

    @property
    def environment(self) -> dict[str, str]:
        """The settings of a process that reads the mailbox."""
        settings = {"HOST": "127.0.0.1", "PORT": str(self.port), "SECURITY": "none", "INTERVAL_SECONDS": "0.2"}
        return {f"SINERGI_BOUNCE_{name}": value for name, value in settings.items()}

    async def deliver(self, *messages: bytes) -> None:
        """Put messages into the mailbox, in this order."""
        await asyncio.to_thread(self._deliver, messages)

    async def flags(self) -> list[set[str]]:
        """The flags of each message, the oldest first."""
        return await asyncio.to_thread(self._flags)

    def _deliver(self, messages: tuple[bytes, ...]) -> None:
        with self._logged_in() as connection:
            for message in messages:
                connection.append("INBOX", "", "", message)

    def _flags(self) -> list[set[str]]:
        with self._logged_in() as connection:
            connection.select(readonly=True)
            _, found = connection.fetch("1:*", "(FLAGS)")
            parsed = [imaplib.ParseFlags(each) for each in found if isinstance(each, bytes)]
            return [{flag.decode().lower() for flag in flags} - {r"\recent"} for flags in parsed]

    def _logged_in(self) -> imaplib.IMAP4:
        connection = imaplib.IMAP4("127.0.0.1", self.port, timeout=5)
        connection.login(USER, self.password)
        return connection


@asynccontextmanager
async def mail_server(sinergi: Sinergi) -> AsyncIterator[MailServer]:
    """A server whose password the stack knows."""
    program = await built("imapmemserver", VERSION, MODULE, PACKAGE)
    server = MailServer(choose_ports(["imap"], {})["imap"], secrets.token_hex(16))
    secret = sinergi.stack.folder.secrets / "bounce_password"
    secret.write_text(server.password)
    where = ("-listen", f"127.0.0.1:{server.port}", "-username", USER, "-password", server.password)
    process = await asyncio.create_subprocess_exec(
        *(str(program), *where, "-insecure-auth"), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(20):
            while not await port_answers(server.port):
                await asyncio.sleep(0.05)
        yield server
    finally:
        process.kill()
        await process.wait()
        secret.unlink()
