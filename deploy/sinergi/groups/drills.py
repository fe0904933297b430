"""`sinergi drill …`"""

from collections.abc import Awaitable, Callable

import typer

from deploy.drills.report import Report
from deploy.installation.service import run
from deploy.sinergi.groups.options import AsJson, group
from deploy.sinergi.output import print_json, print_rows

app = group("Drills: lose a server of an embedded stack, bring it back, and count what was lost. Touches nothing else.")


@app.command()
def restore(as_json: AsJson = False) -> None:
    """Lose the database, and restore an encrypted backup to a moment before. Example: `sinergi drill restore`"""
    from deploy.drills.restore import drill_restore

    _carry_out(drill_restore, as_json=as_json)


@app.command()
def kafka(as_json: AsJson = False) -> None:
    """Lose all of Kafka, and start with an empty one. Example: `sinergi drill kafka`"""
    from deploy.drills.kafka import drill_kafka

    _carry_out(drill_kafka, as_json=as_json)


@app.command()
def standby(as_json: AsJson = False) -> None:
    """Lose the primary, promote its standby, and rewind the former one. Example: `sinergi drill standby`"""
    from deploy.drills.standby import drill_standby

    _carry_out(drill_standby, as_json=as_json)


@app.command()
def files(as_json: AsJson = False) -> None:
    """Lose the document store, and put an older copy in its place. Example: `sinergi drill files`"""
    from deploy.drills.files import drill_files

    _carry_out(drill_files, as_json=as_json)


def _carry_out(drill: Callable[[Report], Awaitable[None]], *, as_json: bool) -> None:
    report = Report(show=(lambda _line: None) if as_json else typer.echo)

    async def carry_out() -> None:
        await drill(report)

    run(carry_out())
    if as_json:
        print_json({"steps": report.steps, "findings": report.findings, "events_lost": report.lost})
        return
    typer.echo()
    print_rows(report.rows())
    typer.echo(f"\nevents lost: {report.lost}")
