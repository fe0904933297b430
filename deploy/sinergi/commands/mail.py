"""`sinergi mail`: the messages that the mail catcher of the embedded stack took."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Annotated

import typer

from deploy.local.folder import Folder
from deploy.local.settings import local_settings

app = typer.Typer()


@app.command()
def mail(
    number: Annotated[int | None, typer.Argument(min=1, help="Show this message whole; 1 is the latest.")] = None,
    lines: Annotated[int, typer.Option("--lines", "-n", min=1, help="Number of messages to list.")] = 20,
) -> None:
    """List the messages that were sent, the latest first; or show one."""
    files = sorted(Folder(local_settings().data_dir).mail.glob("*.eml"), reverse=True)
    if not files:
        typer.echo("no messages yet")
        return
    for place, file in enumerate(files[: number or lines], start=1):
        message = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=default)
        if number is None:
            typer.echo(f"{place:>4}  {message['To']}  {message['Subject']}")
        elif place == number:
            text = message.get_body(("plain",))
            typer.echo(f"{message['To']}\n{message['Subject']}\n\n{text.get_content() if text else ''}")
