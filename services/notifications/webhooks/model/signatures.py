"""Secrets and signatures by the Standard Webhooks specification.

A secret is derived from the key of this service, the endpoint and a number. The database keeps the number only, so a
copy of the database cannot sign anything.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from uuid import UUID

SECRET_PREFIX = "whsec_"  # noqa: S105 -- the prefix by which the specification recognises a secret
SECRET_BYTES = 32


def secret_of(key: str, webhook_id: UUID, number: int) -> str:
    """A secret of an endpoint, as its owner receives it."""
    derived = hmac.digest(key.encode(), f"webhook {webhook_id} {number}".encode(), hashlib.sha256)
    return SECRET_PREFIX + base64.b64encode(derived[:SECRET_BYTES]).decode()


def signature_headers(message_id: str, timestamp: int, body: bytes, secrets: Iterable[str]) -> dict[str, str]:
    """The headers of a message; while a secret is replaced, each valid one signs it."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    signatures = (hmac.digest(_key_of(secret), signed, hashlib.sha256) for secret in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(each).decode()}" for each in signatures),
    }


def _key_of(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(SECRET_PREFIX))
