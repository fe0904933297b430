"""`sinergi run`: one process of an installation, in the place of the command."""

import os
import sys
from typing import Annotated

import typer

from deploy.installation.services import DOOR, SERVICES
from deploy.installation.trouble import Trouble

app = typer.Typer()

PROCESSES = (
    *((service, kind) for service in SERVICES for kind in ("api", "worker")),
    ("notifications", "sender"),
    ("notifications", "webhooks"),
    (DOOR, "api"),
)


@app.command()
def run(
    service: Annotated[str, typer.Argument(help="Such as agreements, or front for the door.", show_default=False)],
    kind: Annotated[str, typer.Argument(help="api, worker, sender or webhooks.", show_default=False)],
) -> None:
    """Run one process with the settings of the environment, until it receives SIGTERM.

    Example: `sinergi run agreements api`
    """
    if (service, kind) not in PROCESSES:
        raise Trouble(f"There is no process {service} {kind}; there are {', '.join(map(' '.join, PROCESSES))}")
    # Replaced instead of called: the process receives the signals itself, and keeps no module of this command.
    os.execv(sys.executable, [sys.executable, "-m", f"services.{service}", kind])  # noqa: S606
