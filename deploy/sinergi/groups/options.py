"""Options that several commands have."""

from typing import Annotated, Literal, TypeAlias

import typer

ServiceName: TypeAlias = Literal["agreements", "programs", "notifications"]

Service = Annotated[ServiceName, typer.Argument(help="Which service.", show_default=False)]
AnyService = Annotated[ServiceName | None, typer.Argument(help="One service; without it, all.")]
AsJson = Annotated[bool, typer.Option("--json", help="For programs to read.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")]
Why = Annotated[str, typer.Option("--reason", help="Why; it stays on record with your name.", show_default=False)]


def group(help_: str) -> typer.Typer:
    """A group of commands whose help keeps the lines of its examples."""
    return typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=help_)
