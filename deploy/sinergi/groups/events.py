"""`sinergi events …`"""

import sys
from typing import Annotated

import typer

from deploy.sinergi.groups.options import AnyService, AsJson, DryRun, Service, Why, group

app = group("The relays and consumers of the services: how they stand, and letting them stand still.")
Consumer = Annotated[bool, typer.Option("--consumer", help="Its consumer, instead of its relay.")]


@app.command()
def status(service: AnyService = None, as_json: AsJson = False) -> None:
    """Show each relay and each consumer. Example: `sinergi events status programs`"""
    from deploy.installation.service import run
    from deploy.operating import events
    from deploy.sinergi import tables
    from deploy.sinergi.answers import answer, print_json
    from deploy.sinergi.installation import operator_settings

    found = run(events.status(operator_settings(), service))
    if as_json:
        print_json(found)
        return
    answer([tables.relay_row(each) for each in found], as_json=False, if_none="")
    typer.echo()
    answer(tables.consumer_rows(found), as_json=False, if_none="")


@app.command()
def blockers(service: AnyService = None, as_json: AsJson = False) -> None:
    """Show who has written a log and has not ended: a relay waits for them. Example: `sinergi events blockers`"""
    from deploy.installation.service import run
    from deploy.operating import events
    from deploy.sinergi import tables
    from deploy.sinergi.answers import answer
    from deploy.sinergi.installation import operator_settings

    found = run(events.blockers(operator_settings(), service))
    answer(tables.blocker_rows(found), as_json=as_json, if_none="nobody holds a log up")


@app.command()
def pause(
    service: Service, why: Why, consumer: Consumer = False, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Let a relay or a consumer stand still. Example: `sinergi events pause programs --reason "we add partitions"`"""
    from deploy.installation.service import by_hand, run
    from deploy.operating import events
    from deploy.sinergi.answers import say
    from deploy.sinergi.installation import operator_settings

    said = run(events.pause(operator_settings(), service, by_hand(why), consumer=consumer, dry_run=dry_run))
    say(said, as_json=as_json)


@app.command()
def resume(
    service: Service, why: Why, consumer: Consumer = False, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Let it go on where it stopped. Example: `sinergi events resume programs --reason "partitions are added"`"""
    from deploy.installation.service import by_hand, run
    from deploy.operating import events
    from deploy.sinergi.answers import say
    from deploy.sinergi.installation import operator_settings

    said = run(events.resume(operator_settings(), service, by_hand(why), consumer=consumer, dry_run=dry_run))
    say(said, as_json=as_json)


@app.command()
def history(
    service: AnyService = None,
    limit: Annotated[int, typer.Option(min=1, help="So many lines at most.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Show what was done by hand, the newest first: by whom, why, and what came of it.

    Example: `sinergi events history programs --limit 20`
    """
    from deploy.installation.service import run
    from deploy.operating import events
    from deploy.sinergi import tables
    from deploy.sinergi.answers import answer
    from deploy.sinergi.installation import operator_settings

    found = run(events.history(operator_settings(), service, limit))
    answer(tables.deed_rows(found), as_json=as_json, if_none="nothing was done by hand")


@app.command()
def verify(
    service: AnyService = None,
    from_id: Annotated[int, typer.Option("--from", min=0, help="Only what comes after this id of the log.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Walk the log along Kafka and name what is missing; exits with 1 when something is.

    Example: `sinergi events verify agreements --from 120000`
    """
    from dataclasses import asdict

    from deploy.installation.service import run
    from deploy.operating import events
    from deploy.sinergi import tables
    from deploy.sinergi.answers import answer, print_json
    from deploy.sinergi.installation import operator_settings
    from deploy.sinergi.watching import counting

    with counting() as watch:
        found = run(events.verify(operator_settings(), service, from_id, watch))
    if as_json:
        print_json([{"whole": each.whole} | asdict(each) for each in found])
    else:
        answer(tables.verified_rows(found), as_json=False, if_none="")
        typer.echo()
        answer(tables.reader_rows(found), as_json=False, if_none="nobody reads these topics")
    sys.exit(0 if all(each.whole for each in found) else 1)
