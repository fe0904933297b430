"""`sinergi subscribers …`"""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from deploy.sinergi.groups.options import AsJson, DryRun, Why, group

if TYPE_CHECKING:
    from deploy.sinergi.answering import Deed
    from deploy.subscribers.desk import Desk

app = group("Systems of other offices that read Sinergi's events: rights, credentials, suspension.")

Name = Annotated[str, typer.Argument(help="As in the register.", show_default=False)]
Register = Annotated[
    Path | None, typer.Option(help="Another register than deploy/contracts/subscribers.yaml.", exists=True)
]
To = Annotated[
    Path | None, typer.Option(help="A new file for the credentials, instead of the terminal.", show_default=False)
]


@app.command("list")
def list_(register: Register = None, as_json: AsJson = False) -> None:
    """Show all, and what is to be done until each is as it should be. Example: `sinergi subscribers list --json`"""
    from deploy.sinergi.answers import answer
    from deploy.subscribers.looking import list_all

    answer(_ask(register, list_all), as_json=as_json, if_none="there are no subscribers")


@app.command()
def show(name: Name, register: Register = None, as_json: AsJson = False) -> None:
    """Show one, with what was done about it. Example: `sinergi subscribers show contoh-java`"""
    from deploy.sinergi.answers import print_json
    from deploy.subscribers.looking import show_one

    found: dict[str, Any] = _ask(register, lambda desk: show_one(desk, name))
    if as_json:
        print_json(found)
        return
    history = found.pop("history")
    for key, value in found.items():
        typer.echo(f"{key}: {value}")
    for deed in history:
        typer.echo(f"{deed.at:%Y-%m-%d %H:%M} {deed.what} by {deed.who}: {deed.why}")


@app.command("register")
def register_(
    name: Name, why: Why, register: Register = None, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Let one be what the register says, also after the register has changed; it gives no credentials.

    Example: `sinergi subscribers register contoh-java --reason "letter 12/2026" --dry-run`
    """
    _do(register, why, lambda desk, by: desk.register(name, by), dry_run=dry_run, as_json=as_json)


@app.command()
def issue(
    *, name: Name, why: Why, to: To = None, register: Register = None, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Give one its first credentials, shown once and kept nowhere.

    Example: `sinergi subscribers issue contoh-java --reason "first" --to contoh-java.json`
    """
    _do(register, why, lambda desk, by: desk.issue(name, by), to=to, dry_run=dry_run, as_json=as_json)


@app.command()
def rotate(
    *,
    name: Name,
    why: Why,
    only: Annotated[Literal["token", "password"] | None, typer.Option(help="Without it, both.")] = None,
    overlap_hours: Annotated[int, typer.Option(min=0, help="How long the old token stays valid.")] = 24,
    to: To = None,
    register: Register = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Give one new credentials. The old token stays valid for a while; Kafka's old password opens nothing new.

    Example: `sinergi subscribers rotate contoh-java --reason "yearly" --overlap-hours 72 --only token`
    """
    overlap = timedelta(hours=overlap_hours)
    kinds: frozenset[Literal["token", "password"]] = frozenset({only} if only else {"token", "password"})
    _do(register, why, lambda desk, by: desk.rotate(name, by, kinds, overlap), to=to, dry_run=dry_run, as_json=as_json)


@app.command()
def suspend(name: Name, why: Why, register: Register = None, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Let one read nothing for now. Example: `sinergi subscribers suspend contoh-java --reason "it floods us"`"""
    _do(register, why, lambda desk, by: desk.suspend(name, by), dry_run=dry_run, as_json=as_json)


@app.command()
def resume(
    *, name: Name, why: Why, to: To = None, register: Register = None, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Let one read again; its token is the same, for Kafka it gets a new password.

    Example: `sinergi subscribers resume contoh-java --reason "they mended it" --to contoh-java.json`
    """
    _do(register, why, lambda desk, by: desk.resume(name, by), to=to, dry_run=dry_run, as_json=as_json)


@app.command()
def revoke(name: Name, why: Why, register: Register = None, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Take everything from one for good; its name is not given again.

    Example: `sinergi subscribers revoke contoh-java --reason "the agreement ended"`
    """
    _do(register, why, lambda desk, by: desk.revoke(name, by), dry_run=dry_run, as_json=as_json)


@app.command()
def sandbox(
    examples: Annotated[Path | None, typer.Option(help="Their folder.", exists=True)] = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Say the catalogue's examples on the sandbox topic, each once. Example: `sinergi subscribers sandbox --dry-run`"""
    from deploy.installation.service import run
    from deploy.sinergi.answers import answer
    from deploy.sinergi.installation import operator_settings
    from deploy.subscribers.sandbox import EXAMPLES, fill

    types = run(fill(operator_settings(), examples or EXAMPLES, dry_run=dry_run))
    what = "would be said" if dry_run else "said"
    answer([{"type": one, "what": what} for one in types], as_json=as_json, if_none="every example was said already")


def _ask(register: Path | None, question: "Callable[[Desk], Coroutine[Any, Any, Any]]") -> Any:
    from deploy.sinergi.answering import at_desk

    return at_desk(register, question)


def _do(register: Path | None, why: str, deed: "Deed", *, dry_run: bool, as_json: bool, to: Path | None = None) -> None:
    from deploy.sinergi.answering import do

    do(register, why, deed, to=to, dry_run=dry_run, as_json=as_json)
