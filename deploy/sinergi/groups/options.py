"""Options and arguments that several commands have."""

from typing import Annotated

import typer

from deploy.installation.services import ServiceName

Service = Annotated[ServiceName, typer.Argument(help="The service.", show_default=False)]
AnyService = Annotated[ServiceName | None, typer.Argument(help="One service; without it, all.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and change nothing.")]
Reason = Annotated[
    str, typer.Option("--reason", help="Why; it is recorded together with your name.", show_default=False)
]


def group(help_: str) -> typer.Typer:
    """Return an empty group of commands."""
    return typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=help_)
