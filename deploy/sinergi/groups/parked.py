"""`sinergi parked …`"""

import sys
from dataclasses import replace
from typing import Annotated

import typer

from deploy.installation.service import identify_operator, run
from deploy.operating import parked
from deploy.sinergi import tables
from deploy.sinergi.groups.options import AnyService, AsJson, DryRun, Reason, Service, group
from deploy.sinergi.groups.parked_filter import with_filter
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_fields, print_json, print_rows
from shared.events.operating.parked import ParkedFilter

app = group("Records that a consumer could not apply, and later records with the same key.")

Ids = Annotated[list[int] | None, typer.Argument(help="Ids from `parked list`.", show_default=False)]
Limit = Annotated[int | None, typer.Option(min=1, help="At most this many records.", show_default=False)]


@app.command("list")
@with_filter
def list_(*, service: AnyService = None, wanted: ParkedFilter, limit: Limit = 100, as_json: AsJson = False) -> None:
    """Show parked records, oldest first. Example: `sinergi parked list programs --parked-for refused`"""
    found = run(parked.list_parked(operator_settings(), service, wanted, limit))
    print_rows(found, as_json=as_json, if_none="no parked record matches")


@app.command()
def show(service: Service, id_: Annotated[int, typer.Argument(metavar="ID")], as_json: AsJson = False) -> None:
    """Show one parked record with its data. Example: `sinergi parked show programs 17`"""
    found = run(parked.show_parked(operator_settings(), service, id_))
    if as_json:
        print_json(found)
    else:
        print_fields(found)


@app.command()
@with_filter
def requeue(
    *,
    service: Service,
    ids: Ids = None,
    wanted: ParkedFilter,
    limit: Limit = None,
    reason: Reason,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Apply parked records key by key, in order; exits with 1 when a key is stopped again.

    The filter applies to the first parked record of each key; the later ones follow it. A dry run applies and rolls
    back.

    Example: `sinergi parked requeue programs --parked-for refused --reason "template added" --dry-run`
    """
    wanted = replace(wanted, ids=tuple(ids or ()))
    operator = identify_operator(reason)
    outcomes = run(parked.requeue(operator_settings(), service, wanted, operator, limit=limit, dry_run=dry_run))
    print_rows(tables.requeue_rows(outcomes, dry_run=dry_run), as_json=as_json)
    sys.exit(1 if any(outcome.stopped_by for outcome in outcomes) else 0)


@app.command()
@with_filter
def discard(
    *,
    service: Service,
    ids: Ids = None,
    wanted: ParkedFilter,
    limit: Limit = None,
    reason: Reason,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Discard parked records: they will have no effect here. Their data stays in the history.

    Example: `sinergi parked discard programs 17 --reason "sent by a test"`
    """
    wanted = replace(wanted, ids=tuple(ids or ()))
    operator = identify_operator(reason)
    discarded = run(parked.discard(operator_settings(), service, wanted, operator, limit=limit, dry_run=dry_run))
    print_rows(tables.discarded_rows(discarded, dry_run=dry_run), as_json=as_json)
