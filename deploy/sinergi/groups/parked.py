"""`sinergi parked …`"""

import sys
from typing import Annotated, Literal

import typer

from deploy.sinergi.groups.options import AnyService, AsJson, DryRun, Service, Why, group

app = group("Records that a consumer could not apply, and what follows them on their keys.")

Ids = Annotated[list[int] | None, typer.Argument(help="Ids, as `list` shows them.", show_default=False)]
Topic = Annotated[str | None, typer.Option(help="Of this topic, by its full name.", show_default=False)]
Key = Annotated[str | None, typer.Option(help="Of this key.", show_default=False)]
Because = Annotated[
    Literal["unreadable", "undecodable", "unknown_type", "refused", "behind"] | None,
    typer.Option(help="Parked for this reason.", show_default=False),
]
Type = Annotated[str | None, typer.Option("--type", help="Of this type, with or without prefix.", show_default=False)]
Limit = Annotated[int | None, typer.Option(min=1, help="So many records at most.", show_default=False)]


@app.command("list")
def list_(
    *,
    service: AnyService = None,
    topic: Topic = None,
    key: Key = None,
    because: Because = None,
    type_: Type = None,
    limit: Limit = 100,
    as_json: AsJson = False,
) -> None:
    """Show what is parked, the oldest first. Example: `sinergi parked list programs --because refused`"""
    from deploy.installation.service import run
    from deploy.operating import parked
    from deploy.sinergi.answers import answer
    from deploy.sinergi.installation import operator_settings
    from shared.events.operating.parked import ParkedFilter

    wanted = ParkedFilter(topic=topic, key=key, reason=because, type=type_)
    answer(
        run(parked.list_(operator_settings(), service, wanted, limit)),
        as_json=as_json,
        if_none="nothing is parked that matches",
    )


@app.command()
def show(service: Service, id_: Annotated[int, typer.Argument(metavar="ID")], as_json: AsJson = False) -> None:
    """Show all of one parked record, its data too. Example: `sinergi parked show programs 17`"""
    from deploy.installation.service import run
    from deploy.operating import parked
    from deploy.sinergi.answers import print_json
    from deploy.sinergi.installation import operator_settings

    found = run(parked.show(operator_settings(), service, id_))
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        typer.echo(f"{name}: {value}")


@app.command()
def requeue(
    *,
    service: Service,
    why: Why,
    ids: Ids = None,
    topic: Topic = None,
    key: Key = None,
    because: Because = None,
    type_: Type = None,
    limit: Limit = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Apply keys after all, in order, as far as it goes; exits with 1 when a key is stopped again.

    The filters ask for the first parked record of a key; what follows it goes with it. A dry run tries and undoes.

    Example: `sinergi parked requeue programs --because refused --reason "template added" --dry-run`
    """
    from deploy.installation.service import by_hand, run
    from deploy.operating import parked
    from deploy.sinergi.answers import answer
    from deploy.sinergi.installation import operator_settings
    from shared.events.operating.parked import ParkedFilter

    wanted = ParkedFilter(ids=tuple(ids or ()), topic=topic, key=key, reason=because, type=type_)
    settings, by = operator_settings(), by_hand(why)
    outcomes = run(parked.requeue(settings, service, wanted, by, limit=limit, dry_run=dry_run))
    rows = [
        {
            "topic": outcome.topic,
            "key": outcome.key,
            "would_apply" if dry_run else "applied": outcome.applied,
            "left": outcome.left,
            "stopped_by": outcome.stopped_by.detail if outcome.stopped_by else None,
        }
        for outcome in outcomes
    ]
    answer(rows, as_json=as_json, if_none="")
    sys.exit(1 if any(outcome.stopped_by for outcome in outcomes) else 0)


@app.command()
def discard(
    *,
    service: Service,
    why: Why,
    ids: Ids = None,
    topic: Topic = None,
    key: Key = None,
    because: Because = None,
    type_: Type = None,
    limit: Limit = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Give records up: they will have no effect here. What they held stays in the history.

    Example: `sinergi parked discard programs 17 --reason "sent by a test"`
    """
    from deploy.installation.service import by_hand, run
    from deploy.operating import parked
    from deploy.sinergi.answers import answer
    from deploy.sinergi.installation import operator_settings
    from shared.events.operating.parked import ParkedFilter

    wanted = ParkedFilter(ids=tuple(ids or ()), topic=topic, key=key, reason=because, type=type_)
    settings, by = operator_settings(), by_hand(why)
    rows = run(parked.discard(settings, service, wanted, by, limit=limit, dry_run=dry_run))
    for row in rows:
        row["what"] = "would be discarded" if dry_run else "discarded"
    answer(rows, as_json=as_json, if_none="")
