"""`sinergi topics …`"""

import sys

import typer

from deploy.sinergi.groups.options import AsJson, DryRun, group

app = group("Kafka's topics, users and rights, as the files under `deploy/topics` say.")


@app.command()
def apply(dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Make topics, users and rights what the files say. Example: `sinergi topics apply --dry-run`"""
    from deploy.installation.plainly import speaking_plainly
    from deploy.sinergi.installation import operator_settings
    from deploy.topics.applying import apply_topics, diff_topics

    with speaking_plainly():
        lines = (diff_topics if dry_run else apply_topics)(operator_settings())
    _print(lines, as_json=as_json)


@app.command()
def diff(as_json: AsJson = False) -> None:
    """Say what `apply` would do; exits with 1 when there is anything. Example: `sinergi topics diff --json`"""
    from deploy.installation.plainly import speaking_plainly
    from deploy.sinergi.installation import operator_settings
    from deploy.topics.applying import diff_topics

    with speaking_plainly():
        lines = diff_topics(operator_settings())
    _print(lines, as_json=as_json)
    sys.exit(1 if lines else 0)


def _print(lines: list[str], *, as_json: bool) -> None:
    from deploy.sinergi.answers import print_json

    if as_json:
        print_json({"differences": lines})
    else:
        typer.echo("\n".join(lines) or "all is as the files say")
