"""The content of a test: a CloudEvent of its own type, which is on no topic and has no effect."""

import json
from uuid import UUID

from services.notifications.webhooks.model.deliveries import PING


def ping_body(ping_id: UUID, instance: str, type_prefix: str) -> bytes:
    """A test as a CloudEvent in JSON."""
    event = {
        "specversion": "1.0",
        "id": str(ping_id),
        "source": f"/{instance}/notifications",
        "type": f"{type_prefix}.{PING}",
        "datacontenttype": "application/json",
        "data": {},
    }
    return json.dumps(event, separators=(",", ":")).encode()
