"""What every document store does: the same tests run on a folder and on a real S3 server."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from shared.files.bucket import PART
from shared.files.store import ContentMissing, FileStore, WrongName

LARGE = b"0123456789abcdef" * (PART // 16 + 4_000)
"""More than S3 takes in one part."""


class Interrupted(Exception):
    """The client left."""


async def pieces(content: bytes, size: int = 300_000, *, interrupted: bool = False) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]
    if interrupted:
        raise Interrupted


async def content_of(store: FileStore, name: str) -> bytes:
    return b"".join([piece async for piece in store.get(name)])


async def names_in(store: FileStore) -> set[str]:
    return {each.name async for each in store.list()}


class StoreContract:
    """Inherited by the tests of each store; `store` is a fixture that begins empty."""

    @pytest.mark.parametrize("content", [b"x", LARGE], ids=["small", "large"])
    async def test_a_content_comes_back(self, store: FileStore, content: bytes) -> None:
        await store.put("ab/one", pieces(content))
        assert await content_of(store, "ab/one") == content
        (listed,) = [each async for each in store.list()]
        assert (listed.name, listed.size) == ("ab/one", len(content))
        assert abs(listed.written_at - datetime.now(UTC)) < timedelta(minutes=2)

    @pytest.mark.parametrize("content", [b"x", LARGE], ids=["small", "large"])
    async def test_an_interrupted_content_does_not_exist(self, store: FileStore, content: bytes) -> None:
        with pytest.raises(Interrupted):
            await store.put("ab/one", pieces(content, interrupted=True))
        assert await names_in(store) == set()
        with pytest.raises(ContentMissing):
            await content_of(store, "ab/one")

    async def test_an_interrupted_replacement_leaves_the_content_as_it_was(self, store: FileStore) -> None:
        await store.put("ab/one", pieces(b"first"))
        with pytest.raises(Interrupted):
            await store.put("ab/one", pieces(LARGE, interrupted=True))
        assert await content_of(store, "ab/one") == b"first"
        await store.put("ab/one", pieces(b"second"))
        assert await content_of(store, "ab/one") == b"second"

    async def test_a_deleted_content_is_gone_and_may_be_deleted_again(self, store: FileStore) -> None:
        for name in ("ab/one", "cd/two"):
            await store.put(name, pieces(b"x"))
        for _ in range(2):
            await store.delete("ab/one")
        assert await names_in(store) == {"cd/two"}
        with pytest.raises(ContentMissing):
            await content_of(store, "ab/one")

    @pytest.mark.parametrize("name", ["../one", "/etc/passwd", "ab/../../one", "", "ab//one", "AB/one", "ab/one\x00"])
    async def test_a_name_that_leads_elsewhere_is_refused(self, store: FileStore, name: str) -> None:
        with pytest.raises(WrongName):
            await store.put(name, pieces(b"x"))
        with pytest.raises(WrongName):
            await content_of(store, name)
        with pytest.raises(WrongName):
            await store.delete(name)
