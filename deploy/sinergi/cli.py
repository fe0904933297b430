"""The console command `sinergi`: its table of contents. A module is imported when one of its commands is called."""

import sys
from collections import UserDict
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from deploy.installation.trouble import Trouble

_COMMANDS = {
    "up": "commands.stack",
    "down": "commands.stack",
    "run": "commands.run",
    "status": "commands.status",
    "doctor": "commands.doctor",
    "logs": "commands.logs",
    "mail": "commands.mail",
    "token": "commands.token",
    "demo": "commands.demo",
    "migrate": "commands.migrate",
    "load": "commands.load",
    "settings": "commands.settings",
    "export": "commands.export",
}
_GROUPS = {
    "clock": "groups.clock",
    "roles": "groups.roles",
    "reference": "groups.reference",
    "positions": "groups.positions",
    "import": "groups.imports",
    "topics": "groups.topics",
    "events": "groups.events",
    "relays": "groups.relays",
    "consumers": "groups.consumers",
    "parked": "groups.parked",
    "jobs": "groups.jobs",
    "files": "groups.files",
    "waiting": "groups.waiting",
    "sdp": "groups.sdp",
    "contracts": "groups.contracts",
    "interface": "groups.interface",
    "releases": "groups.releases",
    "subscribers": "groups.subscribers",
    "drill": "groups.drills",
    "secrets": "groups.secrets",
    "webhooks": "groups.webhooks",
}


class LazyCommands(UserDict[str, Any]):
    """Commands and groups by name. Looking one up imports its module."""

    def __getitem__(self, name: str) -> Any:
        module = import_module(f"deploy.sinergi.{super().__getitem__(name)}")
        group = get_group(module.app)
        found = group if name in _GROUPS else group.commands[name]
        found.name = name
        return found


class LazyGroup(TyperGroup):
    """The group of all commands. Importing every module takes longer than most commands run."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = LazyCommands(_COMMANDS | _GROUPS)


app = typer.Typer(cls=LazyGroup, no_args_is_help=True, pretty_exceptions_enable=False)


@app.callback()
def sinergi() -> None:
    """Run Sinergi and operate it."""


def main() -> None:
    """Run a command. Trouble that a person must fix is printed as one sentence, without a traceback."""
    try:
        app()
    except Trouble as trouble:
        sys.exit(f"sinergi: {trouble}")
