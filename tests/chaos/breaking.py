"""Negative controls: damage caused on purpose after the run, which the audit must find."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

from shared.operations.settings import Settings
from tests.chaos.backlog import Database
from tests.chaos.outside import arrived, id_of
from tests.chaos.stack import ChaosStack

Break: TypeAlias = Callable[[ChaosStack, Database, Settings], Awaitable[None]]


async def double_an_effect(_stack: ChaosStack, database: Database, _settings: Settings) -> None:
    """Write an event again that a subscriber emitted, as if it had applied the cause twice."""
    await database.fetch(
        """INSERT INTO notifications.outbox (topic, key, stream_version, key_hash, type, event_id, data, headers)
           SELECT topic, key, 1 + max(stream_version) OVER (PARTITION BY topic, key), key_hash, type,
                  gen_random_uuid(), data, headers
           FROM notifications.outbox ORDER BY type LIKE '%.notice.issued.v1' DESC, id LIMIT 1"""
    )


async def lose_an_event(_stack: ChaosStack, database: Database, _settings: Settings) -> None:
    """Delete the event of a committed change from the log."""
    await database.fetch(
        """DELETE FROM agreements.outbox
           WHERE id = (SELECT min(id) FROM agreements.outbox WHERE type LIKE '%.partner.registered.v1')"""
    )


async def lose_an_effect(_stack: ChaosStack, database: Database, _settings: Settings) -> None:
    """Delete the effect of a consumed event in one subscriber."""
    await database.fetch(
        """DELETE FROM notifications.matter
           WHERE business_key = (SELECT min(business_key) FROM notifications.matter WHERE rule = 'agreement_signed')"""
    )


async def reopen_a_matter(_stack: ChaosStack, database: Database, _settings: Settings) -> None:
    """Open a matter again although its cause is over."""
    await database.fetch(
        """UPDATE notifications.matter SET closed_by = NULL
           WHERE (rule, business_key, desk) = (
               SELECT rule, business_key, desk FROM notifications.matter WHERE closed_by IS NOT NULL LIMIT 1)"""
    )


async def revive_a_notice(_stack: ChaosStack, database: Database, _settings: Settings) -> None:
    """Let a closed notice live again, although nothing that it shows is open."""
    await database.fetch(
        """UPDATE notifications.notice
           SET closed_at = NULL, closed_because_indonesian = NULL, closed_because_english = NULL
           WHERE id = (
               SELECT id FROM notifications.notice AS closed
               WHERE closed_at IS NOT NULL
                 AND NOT EXISTS (SELECT FROM notifications.matter WHERE notice_id = closed.id AND closed_by IS NULL)
                 AND NOT EXISTS (SELECT FROM notifications.notice AS living
                                 WHERE living.closed_at IS NULL AND (living.rule_group, living.desk, living.day)
                                                                  = (closed.rule_group, closed.desk, closed.day))
               LIMIT 1)"""
    )


async def lose_a_waiting_case(_stack: ChaosStack, database: Database, _settings: Settings) -> None:
    """Remove a case from the waiting list of programs."""
    await database.fetch("DELETE FROM programs.waiting_case WHERE id = (SELECT min(id) FROM programs.waiting_case)")


async def lose_a_request(_stack: ChaosStack, database: Database, _settings: Settings) -> None:
    """Forget that the webhook has got an event, as if another one had been sent in its place."""
    await database.fetch(
        """DELETE FROM notifications.webhook_delivery
           WHERE event_id = (SELECT min(event_id::text)::uuid FROM notifications.webhook_delivery)"""
    )


async def lose_a_message(stack: ChaosStack, database: Database, _settings: Settings) -> None:
    """Delete a sent message from its mailbox, with its copy if a sender that died sent it twice."""
    rows = await database.fetch(
        "SELECT id FROM notifications.delivery WHERE channel = 'email' AND NOT daily AND state = 'sent' LIMIT 1"
    )
    for file, message in arrived(stack.folder.mail).items():
        if id_of(message) == str(rows[0]["id"]):
            file.unlink()


async def reverse_effects(_stack: ChaosStack, database: Database, _settings: Settings) -> None:
    """Reverse the order of effects: for each key, the first effect names the last event as its cause."""
    await database.fetch(
        """WITH effect AS (
               SELECT o.id, cause.key, cause.event_id::text AS event_id,
                      row_number() OVER (PARTITION BY cause.key ORDER BY o.id) AS nth,
                      row_number() OVER (PARTITION BY cause.key ORDER BY o.id DESC) AS from_last
               FROM notifications.outbox AS o
               JOIN agreements.outbox AS cause ON cause.event_id::text = o.headers::json ->> 'ce_causationid'
           )
           UPDATE notifications.outbox AS o SET headers = replace(o.headers, one.event_id, other.event_id)
           FROM effect AS one JOIN effect AS other ON other.key = one.key AND other.from_last = one.nth
           WHERE o.id = one.id"""
    )


BREAKS: Mapping[str, Break] = {
    "double": double_an_effect,
    "event": lose_an_event,
    "effect": lose_an_effect,
    "matter": reopen_a_matter,
    "notice": revive_a_notice,
    "waiting": lose_a_waiting_case,
    "webhook": lose_a_request,
    "mail": lose_a_message,
    "order": reverse_effects,
}
"""By name; in this order each of them causes new findings."""
