"""`sinergi subscribers …`"""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from deploy.installation.service import run
from deploy.sinergi import tables
from deploy.sinergi.groups.options import AsJson, DryRun, Reason, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_fields, print_json, print_lines, print_rows
from deploy.sinergi.registry import operate, with_registry
from deploy.subscribers.credentials import CredentialKind
from deploy.subscribers.overview import list_subscribers, show_subscriber
from deploy.subscribers.sandbox import EXAMPLES, fill_sandbox

app = group("Systems of other offices that read Sinergi's events: rights, credentials, suspension.")

Name = Annotated[str, typer.Argument(help="The name in the register.", show_default=False)]
Register = Annotated[
    Path | None, typer.Option(help="Another register than deploy/contracts/subscribers.yaml.", exists=True)
]
To = Annotated[
    Path | None, typer.Option(help="Write the credentials to this new file, not to the terminal.", show_default=False)
]


@app.command("list")
def list_(register: Register = None, as_json: AsJson = False) -> None:
    """Show all subscribers and their remaining steps. Example: `sinergi subscribers list --json`"""
    print_rows(with_registry(register, list_subscribers), as_json=as_json, if_none="there are no subscribers")


@app.command()
def show(name: Name, register: Register = None, as_json: AsJson = False) -> None:
    """Show one subscriber with its history. Example: `sinergi subscribers show contoh-java`"""
    found: dict[str, Any] = with_registry(register, lambda registry: show_subscriber(registry, name))
    if as_json:
        print_json(found)
        return
    history = found.pop("history")
    print_fields(found)
    print_lines(f"{entry.at:%Y-%m-%d %H:%M} {entry.what} by {entry.who}: {entry.why}" for entry in history)


@app.command("register")
def register_(
    name: Name, reason: Reason, register: Register = None, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Apply the register to a subscriber, the first time or after a change; gives no credentials.

    Example: `sinergi subscribers register contoh-java --reason "letter 12/2026" --dry-run`
    """
    operate(
        register, reason, lambda registry, by: registry.register(name, by), to=None, dry_run=dry_run, as_json=as_json
    )


@app.command()
def issue(
    *,
    name: Name,
    reason: Reason,
    to: To = None,
    register: Register = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Give a subscriber its first credentials; they are shown once and not stored.

    Example: `sinergi subscribers issue contoh-java --reason "first" --to contoh-java.json`
    """
    operate(register, reason, lambda registry, by: registry.issue(name, by), to=to, dry_run=dry_run, as_json=as_json)


@app.command()
def rotate(
    *,
    name: Name,
    reason: Reason,
    only: Annotated[Literal["token", "password"] | None, typer.Option(help="Without it, both.")] = None,
    overlap_hours: Annotated[int, typer.Option(min=0, help="How long the old token stays valid.")] = 24,
    to: To = None,
    register: Register = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Give a subscriber new credentials. The old token stays valid for a while; the old Kafka password does not.

    Example: `sinergi subscribers rotate contoh-java --reason "yearly" --overlap-hours 72 --only token`
    """
    overlap = timedelta(hours=overlap_hours)
    kinds: frozenset[CredentialKind] = frozenset({only} if only else {"token", "password"})
    operate(
        register,
        reason,
        lambda registry, by: registry.rotate(name, by, kinds, overlap),
        to=to,
        dry_run=dry_run,
        as_json=as_json,
    )


@app.command()
def suspend(
    name: Name, reason: Reason, register: Register = None, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Stop a subscriber from reading until it is resumed.

    Example: `sinergi subscribers suspend contoh-java --reason "it floods us"`
    """
    operate(
        register, reason, lambda registry, by: registry.suspend(name, by), to=None, dry_run=dry_run, as_json=as_json
    )


@app.command()
def resume(
    *,
    name: Name,
    reason: Reason,
    to: To = None,
    register: Register = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Let a suspended subscriber read again. Its token is the same; its Kafka password is new.

    Example: `sinergi subscribers resume contoh-java --reason "they fixed it" --to contoh-java.json`
    """
    operate(register, reason, lambda registry, by: registry.resume(name, by), to=to, dry_run=dry_run, as_json=as_json)


@app.command()
def revoke(
    name: Name, reason: Reason, register: Register = None, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Remove everything from a subscriber for good; its name cannot be used again.

    Example: `sinergi subscribers revoke contoh-java --reason "the agreement ended"`
    """
    operate(register, reason, lambda registry, by: registry.revoke(name, by), to=None, dry_run=dry_run, as_json=as_json)


@app.command("fill-sandbox")
def fill_sandbox_(
    examples: Annotated[Path | None, typer.Option(help="The folder of the examples.", exists=True)] = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Publish the catalogue's examples on the sandbox topic, each once.

    Example: `sinergi subscribers fill-sandbox --dry-run`
    """
    types = run(fill_sandbox(operator_settings(), examples or EXAMPLES, dry_run=dry_run))
    print_rows(
        tables.sandbox_rows(types, dry_run=dry_run), as_json=as_json, if_none="the sandbox has every example already"
    )
