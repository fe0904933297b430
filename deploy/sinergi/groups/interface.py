"""`sinergi interface …`"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from deploy.contracts.http import check as checks
from deploy.contracts.http import publication
from deploy.contracts.http.rules.answers import ANSWER_RULES
from deploy.contracts.http.rules.operations import OPERATION_RULES
from deploy.contracts.http.rules.problem_types import PROBLEM_RULES
from deploy.contracts.http.rules.requests import REQUEST_RULES
from deploy.installation.trouble import Trouble
from deploy.sinergi import tables
from deploy.sinergi.groups.options import AsJson, group
from deploy.sinergi.output import print_json, print_lines, print_rows, print_written

app = group("OpenAPI documents of the services: generate, compare with the last release, check.")

Folder = Annotated[
    Path | None,
    typer.Option("--folder", help="Another folder than docs/http.", show_default=False),
]


@app.command()
def generate(folder: Folder = None, as_json: AsJson = False) -> None:
    """Generate the OpenAPI documents from the routes. Example: `sinergi interface generate`"""
    print_written(publication.generate(_existing(folder)), as_json=as_json)


@app.command()
def diff(folder: Folder = None, as_json: AsJson = False) -> None:
    """Show the changes since the last release in sentences. Example: `sinergi interface diff --json`"""
    found = checks.changes_since_release(_existing(folder))
    if as_json:
        print_json(found)
        return
    print_lines(f"{one.verdict}  {one.sentence} [{one.rule}]" for one in found)
    if not found:
        typer.echo("nothing changed since the last release")


@app.command()
def check(folder: Folder = None, as_json: AsJson = False) -> None:
    """Check the documents; exits with 1 if one is outdated or breaks clients. Example: `sinergi interface check`"""
    wrong = checks.mistakes(_existing(folder))
    if as_json:
        print_json({"wrong": wrong})
    else:
        print_lines(wrong)
        typer.echo("the interface is broken" if wrong else "the interface holds")
    sys.exit(1 if wrong else 0)


@app.command()
def rules(as_json: AsJson = False) -> None:
    """Show every rule of compatibility with its reason. Example: `sinergi interface rules`"""
    print_rows(tables.rule_rows([*OPERATION_RULES, *REQUEST_RULES, *ANSWER_RULES, *PROBLEM_RULES]), as_json=as_json)


def _existing(folder: Path | None) -> Path:
    found = folder or publication.FOLDER
    if not found.is_dir():
        raise Trouble(f"There is no folder {found}: run this in a checkout, or name a folder with --folder")
    return found
