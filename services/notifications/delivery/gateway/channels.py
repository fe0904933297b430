"""The servers of the channels: SMTP for e-mail, and the servers that `apprise` supports for short messages.

The answer of a server is kept as a code only: its sentences repeat addresses.
"""

import asyncio
import logging
from email.message import EmailMessage
from email.utils import formatdate
from typing import Protocol
from urllib.parse import quote

import aiosmtplib
import structlog

from services.notifications.delivery.model.deliveries import Accepted, Broken, Deferred, Outcome, Refused, Unreachable
from services.notifications.delivery.model.messages import Message
from shared.operations.settings import MissingSecret, Settings
from shared.values.cooperation import Channel

log = structlog.get_logger()
PERMANENT = 500
UNKNOWN_MAILBOX = frozenset({550, 551, 553})


class Gateway(Protocol):
    """Sends one message to one address."""

    async def send(self, address: str, message: Message) -> Outcome:
        """Send it; every failure is an outcome."""
        ...


class MailGateway:
    """Sends e-mail, each message on a connection of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sender = settings.mail_from
        self._password = settings.secret("smtp_password") if settings.smtp_user else None

    async def send(self, address: str, message: Message) -> Outcome:
        """Send a message, and return its outcome at the server."""
        settings = self._settings
        try:
            await aiosmtplib.send(
                self.letter(address, message),
                sender=self._sender,
                recipients=[address],
                hostname=settings.smtp_host,
                port=settings.smtp_port,
                username=settings.smtp_user,
                password=self._password,
                use_tls=settings.smtp_security == "tls",
                start_tls=settings.smtp_security == "starttls",
                timeout=settings.smtp_timeout_seconds,
            )
        except aiosmtplib.SMTPRecipientsRefused as refusal:
            return _answered(refusal.recipients[0].code, of_address=True)
        except (aiosmtplib.SMTPConnectError, aiosmtplib.SMTPAuthenticationError) as error:
            return Unreachable(type(error).__name__)
        except aiosmtplib.SMTPResponseException as answer:
            return _answered(answer.code)
        except (aiosmtplib.SMTPException, OSError) as error:
            # The line broke or the answer did not come: perhaps at this message only.
            return Deferred(type(error).__name__)
        return Accepted()

    def letter(self, address: str, message: Message) -> EmailMessage:
        """The message with its headers. Its Message-ID is the same in every attempt, so a second one is recognised."""
        letter = EmailMessage()
        domain = self._sender.rpartition("@")[2]
        letter["From"] = f"Sinergi <{self._sender}>"
        letter["To"] = address
        letter["Subject"] = message.subject
        letter["Date"] = formatdate(usegmt=True)
        letter["Message-ID"] = f"<{message.key}@{domain}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter["Content-Language"] = "id, en"
        if message.unsubscribe:
            letter["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        letter.set_content(message.body)
        if message.html:
            letter.add_alternative(message.html, subtype="html")
        if message.calendar:
            letter.add_attachment(
                message.calendar.content,
                maintype="text",
                subtype="calendar",
                filename="rapat.ics",
                params={"method": message.calendar.method, "charset": "utf-8"},
            )
        return letter


def _answered(code: int, *, of_address: bool = False) -> Outcome:
    if code < PERMANENT:
        return Deferred(str(code))
    return Refused(str(code), address=of_address and code in UNKNOWN_MAILBOX)


class ShortGateway:
    """Sends short messages through the gateway of one address; `{to}` in it is the telephone number."""

    def __init__(self, address: str) -> None:
        # Its log has addresses with numbers and tokens.
        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
        self._address = address

    async def send(self, address: str, message: Message) -> Outcome:
        """Send a message. The library states whether it was taken, not why it was not."""
        from apprise import Apprise

        gateway = Apprise()
        # In a thread: at the first message the library loads all of its services.
        if not await asyncio.to_thread(gateway.add, self._address.replace("{to}", quote(address, safe=""))):
            return Broken("gateway")
        return Accepted() if await gateway.async_notify(body=message.short) else Deferred("not_taken")


def open_gateways(settings: Settings) -> dict[Channel, Gateway]:
    """The gateways of the channels that are set up: e-mail by its settings, the others by a secret of their name."""
    gateways: dict[Channel, Gateway] = {}
    if settings.smtp_host:
        gateways["email"] = MailGateway(settings)
    short: tuple[Channel, ...] = ("whatsapp", "sms")
    for channel in short:
        try:
            gateways[channel] = ShortGateway(settings.secret(f"{channel}_gateway"))
        except MissingSecret:
            log.info("channel_off", channel=channel)
    return gateways
