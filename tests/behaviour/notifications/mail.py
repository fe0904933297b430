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
