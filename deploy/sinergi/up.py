"""`sinergi up` and `sinergi down`: progress while the stack starts or stops, in words a person can act on."""

import sys

from rich.console import Console
from rich.status import Status

from deploy.installation.trouble import Trouble
from deploy.local.control import Watch, bring_up, take_down
from deploy.local.parts import APIS
from deploy.local.process import BARE
from deploy.local.settings import local_settings
from deploy.local.state import State

console = Console()


def supervisor_command(*, bare: bool = False) -> list[str]:
    """Return the command of the supervisor's process."""
    return [sys.executable, "-m", "deploy.local.process", *([BARE] if bare else [])]


def start(*, bare: bool) -> None:
    """Start the stack and wait until all of it is ready."""
    with console.status("starting") as status:
        state = bring_up(local_settings(), supervisor_command(bare=bare), progress(status))
    # One that ran already may have been started bare, and is not made whole by asking.
    if not bare and APIS[0] not in state.processes:
        raise Trouble("A bare stack runs here: stop it with `sinergi down`, then start the whole")
    console.print("[green]ready[/]")
    for name, process in state.processes.items():
        console.print(f"  {name:<22} 127.0.0.1:{process.port}", highlight=False)


def stop() -> None:
    """Stop the stack and wait until nothing of it runs."""
    with console.status("stopping") as status:
        there_was = take_down(local_settings(), progress(status))
    console.print("stopped" if there_was else "nothing was running")


def progress(status: Status) -> Watch:
    """Show what the stack is doing and which processes are not there yet."""

    def show(state: State) -> None:
        pending = [name for name, process in state.processes.items() if process.condition != "ready"]
        awaited = f" · {', '.join(pending)}" if pending and state.phase == "starting" else ""
        status.update(f"{state.message or state.phase}{awaited}")

    return show
