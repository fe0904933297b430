"""Idempotency keys: a repeated POST gets the first answer again, also after a crash between commit and answer.

The key is claimed and the answer saved in the transaction of the effect, so either both are stored or neither is. When
two requests with the same key run at the same time, the second waits for the first.
"""

import hashlib
import json
import re
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from shared.access import Work
from shared.postgres.connections import Connection
from shared.web.problems.refusals import IdempotencyKeyMissing, IdempotencyKeyReused

KEY = "^[!-~]{1,200}$"
"""Visible ASCII characters: what survives every proxy unchanged."""
KEPT_FOR = timedelta(days=7)
REPLAYED = "Idempotency-Replayed"
# Rate and correlation id are those of the repeated request.
_KEPT_HEADERS = ("content-type", "etag", "location")


def key_of(request: Request) -> str:
    """The request's key. Raises `IdempotencyKeyMissing`, also for a key that isn't one."""
    key = request.headers.get("idempotency-key", "")
    if not re.fullmatch(KEY, key):
        raise IdempotencyKeyMissing
    return key


async def claim(connection: Connection, account: str, key: str, request: Request) -> Response | None:
    """Claim the key, or return the first answer if it is taken. Raises `IdempotencyKeyReused`."""
    digest = await _digest(request)
    claimed = await connection.fetchval(
        "INSERT INTO idempotency (account, key, request) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING true",
        account,
        key,
        digest,
    )
    if claimed:
        return None
    # A separate statement: the one above has waited for the first request, but does not see what that one committed.
    first = await connection.fetchrow("SELECT * FROM idempotency WHERE account = $1 AND key = $2", account, key)
    if first is None or first["request"] != digest:
        raise IdempotencyKeyReused
    return Response(first["body"], first["status"], {**json.loads(first["headers"]), REPLAYED: "true"})


async def save_answer(connection: Connection, account: str, key: str, response: Response) -> None:
    """Save the answer for repetitions of the request."""
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    await connection.execute(
        "UPDATE idempotency SET status = $3, headers = $4, body = $5 WHERE account = $1 AND key = $2",
        account,
        key,
        response.status_code,
        json.dumps(headers),
        bytes(response.body),
    )


async def delete_old_answers(work: Work) -> None:
    """A job: delete answers after `KEPT_FOR`, a thousand at a time."""
    await work.connection.execute(
        """DELETE FROM idempotency WHERE (account, key) IN (
               SELECT account, key FROM idempotency WHERE created_at < now() - $1::interval LIMIT 1000)""",
        KEPT_FOR,
    )


async def _digest(request: Request) -> bytes:
    # With If-Match: the same change of another version is another command.
    described = f"{request.method} {request.url.path}?{request.url.query}\n{request.headers.get('if-match', '')}\n"
    return hashlib.sha256(described.encode() + await request.body()).digest()
