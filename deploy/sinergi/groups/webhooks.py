"""`sinergi webhooks …`"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import typer

from deploy.operating import webhooks
from deploy.sinergi.groups.options import AsJson, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_json, print_rows
from services.notifications.webhooks.queries.endpoints import WebhookDetails

app = group("Webhooks: which there are, a test, and what is sent again.")

Webhook = Annotated[UUID, typer.Argument(help="The id of the webhook, from `list`.", show_default=False)]


@app.command("list")
def list_(
    subscriber: Annotated[str | None, typer.Option(help="Only those of this subscriber.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the webhooks, with what waits and what has failed."""
    found = webhooks.known_webhooks(operator_settings(), subscriber)
    if as_json:
        print_json([each.model_dump(mode="json") for each in found])
        return
    print_rows([_row(each) for each in found], if_none="there are no webhooks")


def _row(webhook: WebhookDetails) -> dict[str, object]:
    state = "disabled" if not webhook.enabled else "failing" if webhook.failing_since else "enabled"
    waiting = webhook.waiting + webhook.set_aside
    own = {"webhook": webhook.id, "subscriber": webhook.subscriber, "address": webhook.address, "state": state}
    return own | {"waiting": waiting, "failed": webhook.failed}


@app.command()
def ping(webhook: Webhook) -> None:
    """Send a test, also to a webhook that is disabled; its id is printed."""
    typer.echo(webhooks.ping(operator_settings(), webhook))


@app.command()
def redeliver(
    webhook: Webhook, event: Annotated[UUID, typer.Argument(help="The id of the event.", show_default=False)]
) -> None:
    """Send one event again that was delivered, has failed, or was set aside."""
    webhooks.redeliver(operator_settings(), webhook, event)


@app.command()
def replay(
    webhook: Webhook,
    since: Annotated[datetime, typer.Option(help="Events recorded since then, UTC.", show_default=False)],
) -> None:
    """Send all events again that were recorded since a time. Each keeps its id.

    Example: `sinergi webhooks replay 019bfe6c-5a40-7d1e-9c5b-0d7f3f1c2a10 --since 2026-02-10T00:00:00`
    """
    webhooks.replay(operator_settings(), webhook, since)
