"""`sinergi consumers …`"""

from typing import Annotated

import typer

from deploy.installation.service import identify_operator, run
from deploy.operating import allowance, consumers, pausing, projections
from deploy.sinergi import tables
from deploy.sinergi.groups.options import AnyService, AsJson, DryRun, Reason, Service, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_done, print_json, print_rows
from deploy.sinergi.progress import rebuild_progress

app = group("Consumers, which apply the events of other services, and their projections.")


@app.command("list")
def list_(service: AnyService = None, as_json: AsJson = False) -> None:
    """Show each consumer's lag by topic, and which projections can be rebuilt. Example: `sinergi consumers list`"""
    found = run(consumers.list_consumers(operator_settings(), service))
    if as_json:
        print_json(found)
        return
    print_rows(tables.consumer_rows(found))
    typer.echo()
    print_rows(tables.projection_rows(found))


@app.command()
def pause(service: Service, reason: Reason, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Pause applying events. Example: `sinergi consumers pause programs --reason "its handler is wrong"`"""
    consumer = pausing.PausableConsumer(operator_settings(), service)
    print_done(run(pausing.pause(consumer, identify_operator(reason), dry_run=dry_run)), as_json=as_json)


@app.command()
def resume(service: Service, reason: Reason, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Resume applying events where they stopped. Example: `sinergi consumers resume programs --reason "it is fixed"`"""
    consumer = pausing.PausableConsumer(operator_settings(), service)
    print_done(run(pausing.resume(consumer, identify_operator(reason), dry_run=dry_run)), as_json=as_json)


@app.command()
def allow_parking(
    service: Service,
    records: Annotated[int, typer.Option("--records", min=0, help="How many; 0 withdraws it.", show_default=False)],
    reason: Reason,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Let a consumer park more records than its budget of the hour; running workers continue within ten seconds.

    The number replaces what is left of an earlier allowance.

    Example: `sinergi consumers allow-parking programs --records 500 --reason "a test wrote to the topic"`
    """
    settings, operator = operator_settings(), identify_operator(reason)
    print_done(run(allowance.allow_parking(settings, service, records, operator, dry_run=dry_run)), as_json=as_json)


@app.command()
def rebuild(
    service: Service,
    projection: Annotated[str, typer.Argument(help="The projection; `consumers list` names them.")],
    reason: Reason,
    *,
    give_up_lost: Annotated[
        bool,
        typer.Option("--give-up-lost", help="Also drop the effects of events that the owner lost in a restore."),
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Rebuild a projection from the events that were applied; it emits no events and issues no notices.

    The rebuild is one transaction: until it commits, readers see the old projection and the consumer waits. A dry run
    rebuilds and rolls back.

    Example: `sinergi consumers rebuild programs positions --reason "wrong manual edit" --dry-run`
    """
    settings, operator = operator_settings(), identify_operator(reason)
    with rebuild_progress() as show:
        rebuilt = run(
            projections.rebuild(
                settings, service, projection, operator, show, give_up_lost=give_up_lost, dry_run=dry_run
            )
        )
    print_rows([tables.rebuilt_row(f"{service}.{projection}", rebuilt, dry_run=dry_run)], as_json=as_json)
