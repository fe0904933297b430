"""Waiting until every event so far, and every event that one of them caused, has taken effect in all services."""

from deploy.installation.environment import settings_of
from tests.behaviour.client import Sinergi
from tests.chaos.backlog import Database, settle


async def all_settled(sinergi: Sinergi) -> None:
    """Wait for all effects. Only with it can a test assert that something was not caused."""
    settings = settings_of(sinergi.stack.environment())
    database = Database(settings)
    try:
        assert await settle(database, settings) is not None, "the events did not settle"
    finally:
        await database.close()


async def all_told(sinergi: Sinergi) -> None:
    """Wait until the sender has made what each notice leads to: messages, letters, and the cases of those."""

    async def made() -> None:
        assert await sinergi.database.fetchval("SELECT count(*) FROM notifications.notice_to_tell") == 0

    await sinergi.eventually(made)
