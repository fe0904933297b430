"""Signatures are those of the Standard Webhooks specification, as its own library checks them."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from services.notifications.webhooks.model.signatures import secret_of, signature_headers
from shared.values.ids import new_id

BODY = b'{"specversion":"1.0"}'


def now() -> int:
    return int(datetime.now(UTC).timestamp())


def test_the_published_vector() -> None:
    # From the test suite of the specification.
    headers = signature_headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_the_library_accepts_each_valid_secret_and_no_other() -> None:
    webhook_id = new_id()
    first, second, other = (secret_of("a key", webhook_id, number) for number in (1, 2, 3))
    headers = signature_headers("an-id", now(), BODY, [second, first])
    for secret in (first, second):
        Webhook(secret).verify(BODY, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(other).verify(BODY, headers)


@pytest.mark.parametrize("change", [{"webhook-id": "another"}, {"webhook-timestamp": "1"}])
def test_what_is_changed_is_refused(change: dict[str, str]) -> None:
    secret = secret_of("a key", new_id(), 1)
    headers = signature_headers("an-id", now(), BODY, [secret])
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(BODY, headers | change)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(BODY + b" ", headers)


def test_secrets_differ_by_key_endpoint_and_number() -> None:
    one, other = UUID(int=1), UUID(int=2)
    secrets = {secret_of(key, id_, number) for key in ("a", "b") for id_ in (one, other) for number in (1, 2)}
    assert len(secrets) == 8
    assert all(secret.startswith("whsec_") for secret in secrets)
