"""`sinergi contracts …`"""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from deploy.contracts import check as checks
from deploy.contracts import publication
from deploy.contracts.capture import capture
from deploy.contracts.rules.events import EVENT_RULES
from deploy.contracts.rules.fields import FIELD_RULES
from deploy.installation.service import run
from deploy.installation.trouble import Trouble
from deploy.sinergi import tables
from deploy.sinergi.groups.options import AsJson, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_json, print_lines, print_rows, print_written

app = group("Event contracts with other systems: generate, compare with the last release, check.")

Folder = Annotated[
    Path | None,
    typer.Option("--folder", help="Another folder than docs/contracts.", show_default=False),
]


@app.command()
def check(folder: Folder = None, as_json: AsJson = False) -> None:
    """Check the contracts; exits with 1 if anything is wrong. Example: `sinergi contracts check`

    A change of a provisional type is listed and not refused, even if it would break the contract.
    Allowed changes that concern a subscriber are listed too: inform the subscriber before the release.
    """
    found = checks.check(_existing(folder), _today())
    if as_json:
        print_json(found)
    else:
        print_lines(found.wrong)
        print_lines(f"provisional: {line}" for line in found.waived)
        print_lines(f"tell subscribers: {line}" for line in found.to_tell)
        typer.echo("the contracts are broken" if found.wrong else "the contracts hold")
    sys.exit(1 if found.wrong else 0)


@app.command()
def diff(folder: Folder = None, as_json: AsJson = False) -> None:
    """Show the changes since the last release, each with its rule. Example: `sinergi contracts diff --json`"""
    found = checks.changes_since_release(_existing(folder), _today())
    if as_json:
        print_json(found)
        return
    print_lines(f"{one.verdict}  {one.sentence} [{one.rule}]" for one in found)
    if not found:
        typer.echo("nothing changed since the last release")


@app.command()
def rules(as_json: AsJson = False) -> None:
    """Show every rule of compatibility with its reason. Example: `sinergi contracts rules`"""
    print_rows(tables.rule_rows([*EVENT_RULES, *FIELD_RULES]), as_json=as_json)


@app.command()
def generate(folder: Folder = None, as_json: AsJson = False) -> None:
    """Generate schemas, AsyncAPI document and catalogue from the models. Example: `sinergi contracts generate`"""
    print_written(publication.generate(_existing(folder)), as_json=as_json)


@app.command()
def examples(
    types: Annotated[
        list[str] | None, typer.Argument(help="Types to capture again; without any, the missing ones.")
    ] = None,
    folder: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Capture real examples from the topics of a running stack; exits with 1 when a type has no event there.

    Perform the operations that emit the events first. The stack of `sinergi demo` is found with
    SINERGI_DATA_DIR=.sinergi/demo.

    Example: `sinergi contracts examples agreement.signed.v1`
    """
    wanted = set(types or checks.missing_examples(_existing(folder)))
    found = run(capture(operator_settings(), wanted))
    publication.write_examples(_existing(folder), found)
    missing = sorted(wanted - found.keys())
    if as_json:
        print_json({"captured": sorted(found), "missing": missing})
    else:
        print_lines(f"captured {type_}" for type_ in found)
        print_lines(f"no event of type {type_}" for type_ in missing)
    sys.exit(1 if missing else 0)


def _existing(folder: Path | None) -> Path:
    found = folder or publication.FOLDER
    if not found.is_dir():
        raise Trouble(f"There is no folder {found}: run this in a checkout, or name a folder with --folder")
    return found


def _today() -> date:
    return datetime.now(UTC).date()
