"""Deletes deliveries and attempts that ended long ago."""

from datetime import UTC, datetime, timedelta

from services.notifications.webhooks.commands.sending import delete_old_attempts
from shared.access import Work

KEPT_FOR = timedelta(days=90)
AT_ONCE = 1000


async def delete_old_webhook_attempts(work: Work) -> bool:
    """A job: delete deliveries and attempts after `KEPT_FOR`; whether there are more."""
    return await delete_old_attempts(work, datetime.now(UTC) - KEPT_FOR, AT_ONCE) >= AT_ONCE
