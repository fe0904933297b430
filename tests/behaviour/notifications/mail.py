"""Messages that the mail catcher of the stack received."""

from collections.abc import Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from tests.behaviour.client import Sinergi


def caught(sinergi: Sinergi, address: str) -> Sequence[EmailMessage]:
    """The messages to an address, the oldest first."""
    files = sorted(sinergi.stack.folder.mail.glob("*.eml"))
    messages = (message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default) for file in files)
    return [message for message in messages if message["To"] == address]


def plain_text(message: EmailMessage) -> str:
    """The text of a message, beside which it may have an HTML part."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html_text(message: EmailMessage) -> str:
    """The HTML part of a message."""
    part = message.get_body(("html",))
    assert part is not None
    return str(part.get_content())
