"""The gateways against real servers: an SMTP server that accepts, defers, refuses, is slow or hangs up, and HTTP."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from services.notifications.delivery.gateway.channels import MailGateway, ShortGateway, open_gateways
from services.notifications.delivery.model.deliveries import Accepted, Deferred, Outcome, Refused, Unreachable
from services.notifications.delivery.model.messages import Message
from shared.operations.settings import Settings

ADDRESS = "seksi.kerja.sama@contoh.example"
NUMBER = "+6281234567890"
MESSAGE = Message(
    "019bfe6c-5a40-7d1e-9c5b-0d7f3f1c2a10",
    "Mohon ditelaah: Nota Kesepakatan Contoh",
    "Draf menunggu telaah Saudara.\n",
    "Sinergi: Mohon ditelaah https://sinergi.example/kotak-masuk/1",
    "https://sinergi.example/cara-dihubungi",
)


@dataclass
class Server:
    """An SMTP server that gives the configured answers, and keeps the accepted messages."""

    recipient: str = "250 fine"
    data: str = "250 kept"
    seconds: float = 0.0
    hangs_up: bool = False
    kept: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 -- the names of the library
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Sequence[str]
    ) -> str:
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.seconds)
        if self.hangs_up and server.transport:
            server.transport.close()
            return self.data
        if self.data.startswith("250") and not self.seconds:
            self.kept.append(envelope)
        return self.data

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[MailGateway]:
        """A gateway to it."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(self, loop=loop), "127.0.0.1", 0)
        async with server:
            yield gateway(server.sockets[0].getsockname()[1])


def gateway(port: int) -> MailGateway:
    return MailGateway(
        Settings(
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_security="none",
            smtp_timeout_seconds=1,
            mail_from="sinergi@contoh.example",
        )
    )


async def test_an_accepted_message_arrives_whole_with_the_same_id_each_time() -> None:
    server = Server()
    async with server.serving() as mail:
        assert [await mail.send(ADDRESS, MESSAGE) for _ in range(2)] == [Accepted(), Accepted()]
    first, second = ((each.original_content or b"").decode() for each in server.kept)
    for header in (
        f"Message-ID: <{MESSAGE.key}@contoh.example>",
        f"To: {ADDRESS}",
        "Subject: Mohon ditelaah: Nota Kesepakatan Contoh",
        f"List-Unsubscribe: <{MESSAGE.unsubscribe}>",
        "Auto-Submitted: auto-generated",
    ):
        assert header in first
        assert header in second
    assert "Draf menunggu telaah Saudara." in first


@pytest.mark.parametrize(
    ("server", "outcome"),
    [
        (Server(recipient="450 4.2.1 later"), Deferred("450")),
        (Server(recipient="550 5.1.1 <seksi.kerja.sama@contoh.example> unknown"), Refused("550", address=True)),
        (Server(recipient="554 5.7.1 not from you"), Refused("554")),
        (Server(data="451 4.3.0 later"), Deferred("451")),
        (Server(data="554 5.6.0 never"), Refused("554")),
        (Server(seconds=3), Deferred("SMTPReadTimeoutError")),
        (Server(hangs_up=True), Deferred("SMTPServerDisconnected")),
    ],
    ids=["later", "unknown", "refused", "busy", "never", "slow", "hangs up"],
)
async def test_what_the_server_says_becomes_an_outcome_without_its_sentence(server: Server, outcome: Outcome) -> None:
    async with server.serving() as mail:
        assert await mail.send(ADDRESS, MESSAGE) == outcome
    assert server.kept == []


async def test_a_server_that_is_away_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert isinstance(await gateway(port).send(ADDRESS, MESSAGE), Unreachable)


@asynccontextmanager
async def receiver(status: str) -> AsyncIterator[tuple[str, Callable[[], str]]]:
    """An HTTP receiver that answers each request with this status; its address, and the received bytes."""
    seen: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
        )
        seen.append(head + await reader.readexactly(length))
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"json://127.0.0.1:{port}/kirim/{{to}}", lambda: b"".join(seen).decode()


# The library loads all of its services, some of which use what later versions of Python do not have.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(("status", "outcome"), [("200 OK", Accepted()), ("500 No", Deferred("not_taken"))])
async def test_a_short_message_has_a_subject_and_a_link_only(status: str, outcome: Outcome) -> None:
    async with receiver(status) as (address, sent):
        assert await ShortGateway(address).send(NUMBER, MESSAGE) == outcome
    assert MESSAGE.short in sent()
    assert MESSAGE.body.strip() not in sent()
    assert "6281234567890" in sent().split(" HTTP/")[0]


def test_an_email_with_a_layout_has_its_text_beside_it() -> None:
    plain = gateway(25).letter(ADDRESS, MESSAGE)
    both = gateway(25).letter(ADDRESS, replace(MESSAGE, html="<!DOCTYPE html><p>Draf</p>"))
    assert plain.get_content_type() == "text/plain"
    assert both.get_content_type() == "multipart/alternative"
    # The last part is the one that a program prefers if it can show it.
    assert [part.get_content_type() for part in both.iter_parts()] == ["text/plain", "text/html"]


def test_a_channel_is_on_when_it_is_set_up(tmp_path: Path) -> None:
    assert open_gateways(Settings(secrets_dir=tmp_path)) == {}
    (tmp_path / "sms_gateway").write_text("json://127.0.0.1:9/{to}")
    assert open_gateways(Settings(secrets_dir=tmp_path, smtp_host="127.0.0.1")).keys() == {"email", "sms"}
