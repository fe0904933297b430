"""A bucket of S3, or of a server that speaks its protocol, as a document store."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

if TYPE_CHECKING:
    from obstore.store import S3Config

from shared.files.store import ContentMissing, StoredContent, StoreFailed, require_name

CONNECT_TIMEOUT = timedelta(seconds=3)
TIMEOUT = timedelta(seconds=20)
"""Of one request; a large content is sent in several."""
RETRIES = 2
RETRY_TIMEOUT = timedelta(seconds=10)
LISTED_AT_ONCE = 1_000
PART = 5 * 1_048_576
"""Bytes; the smallest part that S3 accepts."""


@dataclass(frozen=True, slots=True)
class BucketAddress:
    """The address of a bucket; without an endpoint, Amazon's in the region."""

    bucket: str
    region: str
    endpoint: str | None
    access_key_id: str
    secret_access_key: str


class BucketStore:
    """Contents as objects of one bucket."""

    def __init__(self, address: BucketAddress) -> None:
        config: S3Config = {"endpoint": address.endpoint} if address.endpoint else {}
        self._store = S3Store(
            address.bucket,
            region=address.region,
            access_key_id=address.access_key_id,
            secret_access_key=address.secret_access_key,
            client_options={
                # Only an http address is used without TLS.
                "allow_http": bool(address.endpoint and address.endpoint.startswith("http://")),
                "connect_timeout": CONNECT_TIMEOUT,
                "timeout": TIMEOUT,
            },
            retry_config={
                "max_retries": RETRIES,
                "retry_timeout": RETRY_TIMEOUT,
                "backoff": {
                    "init_backoff": timedelta(milliseconds=100),
                    "max_backoff": timedelta(seconds=2),
                    "base": 2,
                },
            },
            config=config,
        )

    async def put(self, name: str, content: AsyncIterator[bytes]) -> None:
        """Send the content in parts; S3 shows it once all of them have arrived."""
        pieces = _Remembered(content)
        try:
            with _failures():
                await obstore.put_async(self._store, require_name(name), pieces, chunk_size=PART, max_concurrency=2)
        except Exception:
            # The client wraps what the content itself raised.
            if pieces.error is not None:
                raise pieces.error from None
            raise

    async def get(self, name: str) -> AsyncIterator[bytes]:
        """Read the object in pieces."""
        with _failures(name):
            found = await obstore.get_async(self._store, require_name(name))
            async for piece in found.stream():
                yield bytes(piece)

    async def delete(self, name: str) -> None:
        """Delete the object."""
        with _failures():
            try:
                await obstore.delete_async(self._store, require_name(name))
            except FileNotFoundError:
                return

    async def list(self) -> AsyncIterator[StoredContent]:
        """Every object of the bucket."""
        with _failures():
            async for some in obstore.list(self._store, chunk_size=LISTED_AT_ONCE):
                for each in some:
                    yield StoredContent(each["path"], each["size"], each["last_modified"])


class _Remembered:
    """A content, and the error with which it ended."""

    def __init__(self, content: AsyncIterator[bytes]) -> None:
        self._content = content
        self.error: Exception | None = None

    def __aiter__(self) -> "_Remembered":
        return self

    async def __anext__(self) -> bytes:
        try:
            return await anext(self._content)
        except StopAsyncIteration:
            raise
        except Exception as error:
            self.error = error
            raise


@contextmanager
def _failures(name: str = "") -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise ContentMissing(name) from error
    except (BaseError, OSError) as error:
        raise StoreFailed(str(error)) from error
