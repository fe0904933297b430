"""The key from which the secrets of webhooks are derived."""

from uuid import UUID

import structlog

from services.notifications.webhooks.model.signatures import secret_of
from shared.operations.settings import MissingSecret, Settings
from shared.web.problems.refusals import TryAgain

log = structlog.get_logger()


def derive_secret(settings: Settings, webhook_id: UUID, number: int) -> str:
    """A secret of an endpoint. Raises `TryAgain` while operators have not provided the key."""
    try:
        return secret_of(settings.secret("webhooks_key"), webhook_id, number)
    except MissingSecret as error:
        log.error("webhooks_key_missing")
        raise TryAgain from error
