"""The sequences of the logs: the relay's proof that no id is missing needs ids that are drawn one by one."""

from collections.abc import AsyncIterator

from deploy.doctor.check import Check, Finding
from deploy.installation.service import connected
from deploy.installation.services import SERVICES
from shared.operations.settings import Settings

_SEQUENCE = """
SELECT cache_size, increment_by, cycle, last_value, (SELECT coalesce(max(id), 0) FROM outbox) AS newest
FROM pg_sequences WHERE schemaname = current_schema() AND sequencename = 'outbox_id_seq'
"""


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """The sequence of each service's log."""
    for service in SERVICES:
        async with connected(settings, service) as connection:
            row = await connection.fetchrow(_SEQUENCE)
        if row is None:
            # A schema that is not migrated is a matter of the check of versions.
            continue
        if (row["cache_size"], row["increment_by"], row["cycle"]) != (1, 1, False):
            yield Finding(
                f"the ids of {service}'s log are drawn {row['cache_size']} at a time, by {row['increment_by']}: the "
                "relay may pass ids that are not committed yet, and lose events",
                f"as {service}'s owner role: ALTER SEQUENCE outbox_id_seq INCREMENT 1 CACHE 1 NO CYCLE; restart its "
                "processes, then `sinergi events verify`",
            )
        if row["newest"] > (row["last_value"] or 0):
            yield Finding(
                f"the sequence of {service}'s log is behind its last event: new events collide",
                "the log was copied without its sequence: pause the relay, then "
                f'`sinergi events recover {service} --reason "…"`',
            )


CHECK = Check("sequence cache", "the sequences that number the events of each log", find)
