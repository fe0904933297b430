"""`sinergi contracts …`"""

import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from deploy.sinergi.groups.options import AsJson, DryRun, group

app = group("Events as contracts with outsiders: generated, compared with what was released, checked.")

Folder = Annotated[
    Path | None, typer.Option("--folder", help="Instead of docs/contracts of the checkout.", show_default=False)
]


@app.command()
def check(folder: Folder = None, as_json: AsJson = False) -> None:
    """Say what is wrong with the contracts, and exit with 1 if anything is. Example: `sinergi contracts check`

    What is allowed but concerns a subscriber is said too: whoever releases it tells them before.
    """
    from deploy.contracts.check import check
    from deploy.sinergi.answers import print_json

    found = check(_existing(folder), _today())
    if as_json:
        print_json(found)
    else:
        _print(found.wrong)
        _print(f"to be told: {line}" for line in found.to_tell)
        typer.echo("the contracts are broken" if found.wrong else "the contracts hold")
    sys.exit(1 if found.wrong else 0)


@app.command()
def diff(folder: Folder = None, as_json: AsJson = False) -> None:
    """Show what changed since the last release, in words. Example: `sinergi contracts diff --json`"""
    from deploy.contracts.check import changes_since_release
    from deploy.sinergi.answers import print_json

    found = changes_since_release(_existing(folder), _today())
    if as_json:
        print_json(found)
        return
    _print(f"{'BREAKS' if one.breaking else 'allowed'}  {one.sentence} [{one.rule}]" for one in found)
    if not found:
        typer.echo("nothing changed since the last release")


@app.command()
def rules(as_json: AsJson = False) -> None:
    """Show every rule of compatibility with its reason. Example: `sinergi contracts rules`"""
    from deploy.contracts.rules.events import event_rules
    from deploy.contracts.rules.fields import FIELD_RULES
    from deploy.contracts.rules.rule import Rule
    from deploy.sinergi.answers import answer

    every: tuple[Rule[Any], ...] = (*event_rules(_today()), *FIELD_RULES)
    rows = [{"rule": one.name, "breaks": one.breaking, "why": one.why} for one in every]
    answer(rows, as_json=as_json, if_none="")


@app.command()
def generate(folder: Folder = None, as_json: AsJson = False) -> None:
    """Write schemas, AsyncAPI document and catalogue anew from the models. Example: `sinergi contracts generate`"""
    from deploy.contracts.publication import generate
    from deploy.sinergi.answers import print_json

    changed = generate(_existing(folder))
    if as_json:
        print_json({"wrote": changed})
        return
    _print(f"wrote {name}" for name in changed)
    if not changed:
        typer.echo("all is up to date")


@app.command()
def release(folder: Folder = None, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Make today's schemas the released ones, unless that would break a contract.

    From then on a change is compared with them. Example: `sinergi contracts release --dry-run`
    """
    from deploy.contracts.check import release
    from deploy.sinergi.answers import print_json

    changed = release(_existing(folder), _today(), dry_run=dry_run)
    if as_json:
        print_json({"released": not dry_run, "changes": changed})
        return
    _print(one.sentence for one in changed)
    typer.echo("nothing was written" if dry_run else "released")


@app.command()
def examples(
    types: Annotated[list[str] | None, typer.Argument(help="Types to capture anew; without any, missing ones.")] = None,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Take real examples from the topics of a running stack; exits with 1 when nobody said one of the types.

    Play the events first; the stack that `sinergi demo` leaves running is named by SINERGI_DATA_DIR=.sinergi/demo.

    Example: `sinergi contracts examples agreement.signed.v1`
    """
    from deploy.contracts.capture import capture
    from deploy.contracts.check import missing_examples
    from deploy.contracts.publication import write_examples
    from deploy.installation.service import run
    from deploy.sinergi.answers import print_json
    from deploy.sinergi.installation import operator_settings

    wanted = set(types or missing_examples(_existing(folder)))
    found = run(capture(operator_settings(), wanted))
    write_examples(_existing(folder), found)
    unsaid = sorted(wanted - found.keys())
    if as_json:
        print_json({"took": sorted(found), "unsaid": unsaid})
    else:
        _print(f"took {type_}" for type_ in found)
        _print(f"nobody said {type_}" for type_ in unsaid)
    sys.exit(1 if unsaid else 0)


def _existing(folder: Path | None) -> Path:
    from deploy.contracts.publication import FOLDER
    from deploy.installation.trouble import Trouble

    found = folder or FOLDER
    if not found.is_dir():
        raise Trouble(f"there is no folder {found}: run this in a checkout, or name one with --folder")
    return found


def _today() -> date:
    return datetime.now(UTC).date()


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
