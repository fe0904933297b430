"""`sinergi events …`"""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from deploy.installation.service import identify_operator, run
from deploy.operating import history as operator_history
from deploy.operating import recovery, verification
from deploy.sinergi import tables
from deploy.sinergi.groups.options import AnyService, AsJson, DryRun, Reason, Service, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_json, print_rows
from deploy.sinergi.progress import reading_progress

app = group("The event logs of the services: verify and recover them, and the history of operations.")


@app.command()
def verify(
    service: AnyService = None,
    from_id: Annotated[int, typer.Option("--from", min=0, help="Only events after this id of the log.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Compare the log with Kafka and list missing events and other faults; exits with 1 if there are any.

    Example: `sinergi events verify agreements --from 120000`
    """
    with reading_progress() as show:
        found = run(verification.verify(operator_settings(), service, from_id, show))
    if as_json:
        print_json([{"whole": each.whole} | asdict(each) for each in found])
    else:
        print_rows(tables.verified_rows(found))
        typer.echo()
        print_rows(tables.reader_rows(found), if_none="no service reads these topics")
        for each in found:
            if each.sequence_fault:
                typer.echo(f"\n{each.service}: {each.sequence_fault}")
    sys.exit(0 if all(each.whole for each in found) else 1)


@app.command()
def recover(
    *,
    service: Service,
    reason: Reason,
    force: Annotated[bool, typer.Option("--force", help="Even if nothing is missing.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Recover a log after a database restore: continue above every id in Kafka, in a new generation.

    Events that were written since the restore get new ids.

    Example: `sinergi events recover agreements --reason "restored from last night" --dry-run`
    """
    settings, operator = operator_settings(), identify_operator(reason)
    recovered = run(recovery.recover(settings, service, operator, force=force, dry_run=dry_run))
    print_rows([tables.recovery_row(service, recovered)], as_json=as_json)


@app.command()
def history(
    service: AnyService = None,
    limit: Annotated[int, typer.Option(min=1, help="Show at most this many entries.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Show operations by operators, newest first: who, why and with what result.

    Example: `sinergi events history programs --limit 20`
    """
    found = run(operator_history.list_operations(operator_settings(), service, limit))
    print_rows(tables.history_rows(found), as_json=as_json, if_none="there were no manual operations")
