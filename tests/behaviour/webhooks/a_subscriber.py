"""A subscriber in the tables of all services, for tests that need one and no credentials."""

from tests.behaviour.client import SERVICES, Sinergi

TOPICS = ["agreements.v1", "programs.v1", "sandbox.v1"]


async def enter_subscriber(sinergi: Sinergi, name: str) -> str:
    """Enter an active subscriber, and return its name."""
    for service in SERVICES:
        await sinergi.database.fetchval(
            # The name of a schema, which cannot be a parameter.
            f"""INSERT INTO {service}.subscriber (name, status, topics, requests_per_minute, changed_at)
                VALUES ($1, 'active', $2, 600, now()) ON CONFLICT DO NOTHING""",  # noqa: S608
            name,
            TOPICS,
        )
    return name
