"""`sinergi up` and `sinergi down`: start and stop the embedded stack with the services."""

import sys
from typing import Annotated

import typer
from rich.console import Console

from deploy.installation.trouble import Trouble
from deploy.local.control import bring_up, take_down
from deploy.local.parts import APIS, FRONT
from deploy.local.process import BARE
from deploy.local.settings import local_settings
from deploy.sinergi.door import accounts_table, address_line
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.progress import stack_progress

app = typer.Typer()
console = Console()

_FIRST_POSITION = (
    "Belum ada jabatan? / No positions yet? [bold].venv/bin/sinergi positions assign ACCOUNT operator nation[/]"
)


@app.command()
def up(bare: Annotated[bool, typer.Option(help="Start only PostgreSQL, Kafka and the token issuer.")] = False) -> None:
    """Start the embedded stack and the services, and leave them running."""
    command = [sys.executable, "-m", "deploy.local.process", *([BARE] if bare else [])]
    with console.status("starting") as status:
        state = bring_up(local_settings(), command, stack_progress(status))
    # A stack that ran already may have been started with --bare; this command does not add the services to it.
    if not bare and APIS[0] not in state.processes:
        raise Trouble("A stack without the services is running: stop it with `sinergi down`, then run `sinergi up`")
    console.print("[green]ready[/]")
    for name, process in state.processes.items():
        console.print(f"  {name:<22} 127.0.0.1:{process.port}", highlight=False)
    if FRONT in state.processes:
        console.print(accounts_table())
        console.print(f"{_FIRST_POSITION}\n\n{address_line(operator_settings().public_origin)}", highlight=False)


@app.command()
def down() -> None:
    """Stop the stack that `sinergi up` started."""
    with console.status("stopping") as status:
        was_running = take_down(local_settings(), stack_progress(status))
    console.print("stopped" if was_running else "nothing was running")
