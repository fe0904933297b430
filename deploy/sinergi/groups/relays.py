"""`sinergi relays …`"""

from deploy.installation.service import identify_operator, run
from deploy.operating import pausing, relays
from deploy.sinergi import tables
from deploy.sinergi.groups.options import AnyService, AsJson, DryRun, Reason, Service, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_done, print_json, print_rows

app = group("Relays, which publish the events of a service's log to Kafka.")


@app.command("list")
def list_(service: AnyService = None, as_json: AsJson = False) -> None:
    """Show each relay with its leader and its backlog. Example: `sinergi relays list programs`"""
    found = run(relays.list_relays(operator_settings(), service))
    if as_json:
        print_json(found)
    else:
        print_rows(tables.relay_rows(found))


@app.command()
def blockers(service: AnyService = None, as_json: AsJson = False) -> None:
    """Show open transactions that have written events; a relay waits for them. Example: `sinergi relays blockers`"""
    found = run(relays.list_blockers(operator_settings(), service))
    print_rows(tables.blocker_rows(found), as_json=as_json, if_none="no relay waits for a transaction")


@app.command()
def pause(service: Service, reason: Reason, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Pause publishing. Example: `sinergi relays pause programs --reason "we add partitions"`"""
    relay = pausing.PausableRelay(operator_settings(), service)
    print_done(run(pausing.pause(relay, identify_operator(reason), dry_run=dry_run)), as_json=as_json)


@app.command()
def resume(service: Service, reason: Reason, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Resume publishing. Example: `sinergi relays resume programs --reason "partitions are added"`"""
    relay = pausing.PausableRelay(operator_settings(), service)
    print_done(run(pausing.resume(relay, identify_operator(reason), dry_run=dry_run)), as_json=as_json)
