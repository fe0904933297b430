"""`sinergi jobs …`"""

from datetime import datetime
from typing import Annotated

import typer

from deploy.installation.service import identify_operator, run
from deploy.operating import jobs
from deploy.sinergi.groups.options import AnyService, AsJson, Reason, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_json, print_rows

app = group("Periodic jobs of the workers.")

Name = Annotated[str, typer.Argument(help="A job, such as `announce_expiring`.", show_default=False)]
AnyName = Annotated[str | None, typer.Argument(help="One job; without it, all.", show_default=False)]
Day = Annotated[
    datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="Today, or an earlier day.", show_default=False)
]
Limit = Annotated[int, typer.Option(min=1, help="At most this many rows.")]


@app.command("list-failed")
def list_failed(service: AnyService = None, as_json: AsJson = False) -> None:
    """Show items that failed in the last run of their job; each run tries them again.

    Example: `sinergi jobs list-failed`
    """
    print_rows(run(jobs.list_failed(operator_settings(), service)), as_json=as_json, if_none="no item failed")


@app.command()
def history(name: AnyName = None, limit: Limit = 50, as_json: AsJson = False) -> None:
    """Show the runs of jobs, newest first: a row for each day, and a row for each run by an operator.

    Example: `sinergi jobs history announce_expiring`
    """
    rows = run(jobs.list_history(operator_settings(), name, limit))
    print_rows(rows, as_json=as_json, if_none="no run is on record")


@app.command("run")
def run_(name: Name, *, date: Day, reason: Reason, as_json: AsJson = False) -> None:
    """Run a job as of the end of a day; what was announced is not announced again.

    Example: `sinergi jobs run announce_expiring --date 2026-11-20 --reason "the worker was stopped"`
    """
    if not jobs.knows_holidays(date.date()):
        typer.echo(f"The holidays of {date.year} are not on record: only weekends are free.", err=True)
    emitted = run(jobs.run_for_day(operator_settings(), name, date.date(), identify_operator(reason)))
    if as_json:
        print_json({"job": name, "date": date.date(), "events": emitted})
    else:
        typer.echo(f"{name} ran for {date.date()}: {emitted} events")
