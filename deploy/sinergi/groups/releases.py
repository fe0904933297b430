"""`sinergi releases …`"""

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from deploy.contracts.changes import Change
from deploy.installation.trouble import Trouble
from deploy.releases.checkout import Checkout
from deploy.releases.comparison import compare
from deploy.releases.making import make_release, promised_types
from deploy.releases.rules import MIGRATION_RULES
from deploy.sinergi import tables
from deploy.sinergi.groups.options import AsJson, DryRun, group
from deploy.sinergi.output import print_json, print_lines, print_rows

app = group("Releases: freeze contracts, interface and migrations of a version, and compare with the last one.")


@app.command()
def make(
    version: Annotated[str, typer.Argument(help="The version, such as 0.2.0.", show_default=False)],
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Freeze events, interface, problem types and migrations. Later changes are compared with them.

    Refuses breaking changes, uncommitted changes, and a version that exists.

    Example: `sinergi releases make 0.2.0 --dry-run`
    """
    changed = make_release(_checkout(), version, _today(), dry_run=dry_run)
    if as_json:
        print_json({"released": not dry_run, "version": version, "changes": changed})
        return
    _print(changed)
    typer.echo(promised_types(_checkout()))
    typer.echo("nothing was written" if dry_run else f"released {version}: commit docs, then tag v{version}")


@app.command()
def check(as_json: AsJson = False) -> None:
    """Compare everything with the last release; exits with 1 if anything breaks. Example: `sinergi releases check`"""
    checkout = _checkout()
    compared = compare(checkout, _today())
    if as_json:
        print_json({"released": checkout.released_version, "wrong": compared.wrong})
    else:
        print_lines(compared.wrong)
        against = f"version {checkout.released_version}" if checkout.released_version else "nothing: no release yet"
        typer.echo(f"{'breaks' if compared.wrong else 'holds'}, compared with {against}")
    sys.exit(1 if compared.wrong else 0)


@app.command()
def diff(as_json: AsJson = False) -> None:
    """Show all changes since the last release, each with its rule. Example: `sinergi releases diff --json`"""
    checkout = _checkout()
    changed = compare(checkout, _today()).changes
    if as_json:
        print_json(changed)
        return
    _print(changed)
    if not changed:
        released = checkout.released_version
        typer.echo(f"nothing changed since version {released}" if released else "nothing is released yet")


@app.command()
def rules(as_json: AsJson = False) -> None:
    """Show the rules for migrations, each with its reason. Example: `sinergi releases rules`"""
    print_rows(tables.rule_rows(MIGRATION_RULES), as_json=as_json)


def _checkout() -> Checkout:
    checkout = Checkout()
    if not checkout.contracts.is_dir():
        raise Trouble(f"There is no folder {checkout.contracts}: run this in a checkout")
    return checkout


def _print(changed: Sequence[Change]) -> None:
    print_lines(f"{one.verdict}  {one.sentence} [{one.rule}]" for one in changed)


def _today() -> date:
    return datetime.now(UTC).date()
