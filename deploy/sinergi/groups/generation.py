"""`sinergi generation …`"""

from typing import Annotated

import typer

from deploy.sinergi.groups.options import AsJson, DryRun, Service, Why, group

app = group("The lives of a log: after a restore it goes on in a new generation.")


@app.callback()
def generation() -> None:
    """Make `raise` a command of a group, though it is the only one."""


@app.command("raise")
def raise_(
    *,
    service: Service,
    why: Why,
    anyway: Annotated[bool, typer.Option("--anyway", help="Though nothing seems to be missing.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Let a restored log go on above what Kafka and its readers hold; what nobody has got gets new ids.

    Example: `sinergi generation raise agreements --reason "restored from last night" --dry-run`
    """
    from deploy.installation.service import by_hand, run
    from deploy.operating import generation
    from deploy.sinergi.answers import answer
    from deploy.sinergi.installation import operator_settings

    settings, by = operator_settings(), by_hand(why)
    done = run(generation.raise_(settings, service, by, anyway=anyway, dry_run=dry_run))
    row = {
        "service": service,
        "what": "raised" if done.raised else "would be raised",
        "generation": done.raised.generation if done.raised else done.relay.generation + 1,
        "ids_drawn": done.relay.last_id,
        "in_kafka": done.in_kafka.newest,
        "applied": done.newest_applied,
        "next_id": done.raised.next_id if done.raised else max(done.above, done.relay.last_id) + 1,
        "new_ids": done.raised.renumbered if done.raised else done.unsent,
    }
    answer([row], as_json=as_json, if_none="")
