"""`sinergi consumers …`"""

from typing import Annotated

import typer

from deploy.sinergi.groups.options import AnyService, AsJson, DryRun, Service, Why, group

app = group("What the services hear of each other, and what their rooms made of it.")


@app.command("list")
def list_(service: AnyService = None, as_json: AsJson = False) -> None:
    """Show each consumer and what of it can be rebuilt. Example: `sinergi consumers list`"""
    from deploy.installation.service import run
    from deploy.operating import consumers
    from deploy.sinergi.answers import answer
    from deploy.sinergi.installation import operator_settings

    answer(run(consumers.list_(operator_settings(), service)), as_json=as_json, if_none="")


@app.command()
def rebuild(
    service: Service,
    room: Annotated[str, typer.Argument(help="Which projection; `consumers list` names them.")],
    why: Why,
    *,
    give_up_lost: Annotated[
        bool,
        typer.Option("--give-up-lost", help="What the owner lost in a restore goes here, too."),
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Make a projection anew from the events that it has heard; nothing is said again, nobody is told again.

    One transaction: until it commits everybody sees the old projection, and the consumer waits. A dry run tries and
    undoes.

    Example: `sinergi consumers rebuild programs positions --reason "a wrong hand" --dry-run`
    """
    from deploy.installation.service import by_hand, run
    from deploy.operating import consumers
    from deploy.sinergi.answers import answer
    from deploy.sinergi.installation import operator_settings
    from deploy.sinergi.watching import rebuilding

    settings, by = operator_settings(), by_hand(why)
    with rebuilding() as watch:
        done = run(consumers.rebuild(settings, service, room, by, watch, give_up_lost=give_up_lost, dry_run=dry_run))
    row = {
        "room": f"{service}.{room}",
        "what": "tried and undone" if dry_run else "rebuilt",
        "events_read": done.read,
        "applied": done.applied,
        "without_effect": done.skipped,
        "rows_before": done.rows_before,
        "rows_after": done.rows_after,
        "seconds": done.seconds,
        "events_a_second": round(done.read / max(done.seconds, 0.001)),
    }
    answer([row], as_json=as_json, if_none="")
