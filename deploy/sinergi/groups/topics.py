"""`sinergi topics …`"""

import sys

import typer

from deploy.installation.errors import errors_as_trouble
from deploy.sinergi.groups.options import AsJson, DryRun, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_json
from deploy.topics.applying import apply_topics, diff_topics

app = group("Kafka's topics, users and rights, compared with `deploy/topics/topics.yaml`.")


@app.command()
def apply(dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Create the topics, users and rights of the file. Example: `sinergi topics apply --dry-run`"""
    with errors_as_trouble():
        lines = (diff_topics if dry_run else apply_topics)(operator_settings())
    _print(lines, as_json=as_json)


@app.command()
def diff(as_json: AsJson = False) -> None:
    """Show what `apply` would change; exits with 1 if anything. Example: `sinergi topics diff --json`"""
    with errors_as_trouble():
        lines = diff_topics(operator_settings())
    _print(lines, as_json=as_json)
    sys.exit(1 if lines else 0)


def _print(lines: list[str], *, as_json: bool) -> None:
    if as_json:
        print_json({"differences": lines})
    else:
        typer.echo("\n".join(lines) or "Kafka is as the file describes")
