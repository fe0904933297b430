"""The console command `sinergi`: a table of contents. Each command imports its module when it is called."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from deploy.installation.trouble import Trouble
from deploy.sinergi.groups import consumers, contracts, events, generation, parked, positions, subscribers, topics

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="Runs Sinergi and looks after it.")
clock = typer.Typer(no_args_is_help=True, help="The movable business clock of the embedded stack.")
roles = typer.Typer(no_args_is_help=True, help="The services' database roles.")
app.add_typer(clock, name="clock")
app.add_typer(roles, name="roles")
for name, group in (
    ("positions", positions),
    ("topics", topics),
    ("events", events),
    ("parked", parked),
    ("consumers", consumers),
    ("generation", generation),
    ("contracts", contracts),
    ("subscribers", subscribers),
):
    app.add_typer(group.app, name=name)


@app.command()
def up(bare: Annotated[bool, typer.Option(help="Only PostgreSQL, Kafka and the issuer.")] = False) -> None:
    """Start the embedded stack and the services, and leave them running."""
    from deploy.sinergi.up import start

    start(bare=bare)


@app.command()
def down() -> None:
    """Stop what `up` started."""
    from deploy.sinergi.up import stop

    stop()


@app.command()
def status(json: Annotated[bool, typer.Option("--json", help="For programs to read.")] = False) -> None:
    """Show each process: its state, port, restarts, and whether it serves now."""
    from deploy.sinergi.status import show

    show(as_json=json)


@app.command()
def logs(
    process: Annotated[str | None, typer.Argument(help="One process; without it, all.")] = None,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on as lines are written.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", min=0, help="How many lines of the past.")] = 20,
) -> None:
    """Show what the processes wrote."""
    from deploy.sinergi.logs import show

    show(process, lines, follow=follow)


@app.command()
def token(account: str) -> None:
    """Print a token for an account, from the local issuer."""
    from deploy.sinergi.tokens import fetch

    typer.echo(fetch(account))


@app.command()
def demo() -> None:
    """Play the story of Purwokerto and Banyumas on the embedded stack."""
    from deploy.sinergi.demo import run

    sys.exit(run())


@app.command()
def migrate() -> None:
    """Bring the database's schemas to their newest version."""
    from deploy.installation.migrate import migrate_all
    from deploy.installation.plainly import speaking_plainly
    from deploy.sinergi.installation import operator_settings

    with speaking_plainly():
        _print(migrate_all(operator_settings()))


@app.command()
def reference() -> None:
    """Bring offices, facilities and fields to what is shipped."""
    from deploy.installation.reference import load_reference
    from deploy.sinergi.installation import operator_settings

    load_reference(operator_settings())


@app.command()
def settings() -> None:
    """Show every setting of the processes, with its default and its meaning."""
    from deploy.sinergi.settings import show

    show()


@roles.command("apply")
def apply_roles() -> None:
    """Make the database roles what they must be."""
    from deploy.installation.plainly import speaking_plainly
    from deploy.installation.roles import apply_roles
    from deploy.sinergi.installation import operator_settings

    with speaking_plainly():
        apply_roles(operator_settings())


@clock.command("show")
def show_clock() -> None:
    """Show the business time."""
    from deploy.sinergi.clock import show

    show()


@clock.command("set")
def set_clock(instant: Annotated[str, typer.Argument(help="ISO 8601; without a zone, WIB.")]) -> None:
    """Put the clock on an instant, such as 2026-01-27 or 2026-01-27T09:00+07:00."""
    from deploy.sinergi.clock import move_to

    move_to(instant)


@clock.command("advance")
def advance_clock(by: Annotated[str, typer.Argument(help="Such as 90d, 12h or 30m.")]) -> None:
    """Put the clock forward."""
    from deploy.sinergi.clock import advance

    advance(by)


@clock.command("reset")
def reset_clock() -> None:
    """Go back to the machine's time."""
    from deploy.sinergi.clock import reset

    reset()


def _print(lines: Sequence[str]) -> None:
    for line in lines:
        typer.echo(line)


def main() -> None:
    """Run a command; what a person must put right is one sentence, not a trace."""
    try:
        app()
    except Trouble as trouble:
        sys.exit(f"sinergi: {trouble}")
