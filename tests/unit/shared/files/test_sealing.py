"""Encryption of contents: whatever is changed in the store is noticed, and a rotated content is the same content."""

import base64
from collections.abc import AsyncIterator

import pytest

from shared.files.keys import KeyRing, KeyUnusable
from shared.files.sealing import MAGIC, PIECE, ContentBroken, key_id_of, opened, resealed, sealed

KEYS = {f"files_key_{id_}": base64.b64encode(bytes([id_]) * 32).decode() for id_ in (1, 2)}
NAME = "ab/one"
SIZES = (1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7)


def ring(current: str = "1") -> KeyRing:
    return KeyRing(current, KEYS.__getitem__)


async def pieces(content: bytes, size: int = 50_000) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def whole(found: AsyncIterator[bytes]) -> bytes:
    return b"".join([piece async for piece in found])


async def seal(content: bytes, name: str = NAME) -> bytes:
    return await whole(sealed(ring(), name, pieces(content)))


async def unseal(stored: bytes, name: str = NAME, current: str = "1") -> bytes:
    return await whole(opened(ring(current), name, pieces(stored)))


@pytest.mark.parametrize("size", SIZES)
async def test_a_content_comes_back_as_it_was(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    stored = await seal(content[:size])
    assert content[:200] not in stored
    assert await unseal(stored) == content[:size]


async def test_two_files_with_the_same_content_are_stored_differently() -> None:
    assert (await seal(b"same"))[-20:] != (await seal(b"same"))[-20:]


HEADER = len(MAGIC) + 1 + 1 + 12 + 48


@pytest.mark.parametrize(
    "spoil",
    [
        lambda stored: stored[:-1],
        lambda stored: stored[: HEADER + PIECE + 16],
        lambda stored: stored[:HEADER],
        lambda stored: stored[: HEADER - 1],
        lambda stored: b"",
        lambda stored: stored + b"x",
        lambda stored: stored[:HEADER] + stored[HEADER + PIECE + 16 :],
        lambda stored: stored[: HEADER + PIECE + 16] + stored[HEADER:],
        lambda stored: stored[:HEADER] + bytes([stored[HEADER] ^ 1]) + stored[HEADER + 1 :],
        lambda stored: stored[:12] + bytes([stored[12] ^ 1]) + stored[13:],
        lambda stored: b"%PDF-1.7" + stored[8:],
    ],
    ids=["cut", "cut between pieces", "no piece", "half a header", "empty", "longer", "first left out", "repeated",
         "one bit",
         "another key of the file", "not encrypted"],
)  # fmt: skip
async def test_a_changed_content_is_not_given_out(spoil: object) -> None:
    stored = await seal(b"a" * (2 * PIECE + 5))
    with pytest.raises(ContentBroken):
        await unseal(spoil(stored))  # type: ignore[operator]


async def test_a_content_in_the_place_of_another_is_noticed() -> None:
    with pytest.raises(ContentBroken):
        await unseal(await seal(b"one", "ab/one"), "ab/two")


async def test_a_rotated_content_needs_the_new_key_only() -> None:
    stored = await seal(b"b" * (PIECE + 1))
    rotated = await whole(resealed(ring("2"), NAME, pieces(stored)))
    assert (await key_id_of(pieces(stored)), await key_id_of(pieces(rotated))) == ("1", "2")
    assert rotated[HEADER:] == stored[HEADER:]
    only_new = KeyRing("2", {"files_key_2": KEYS["files_key_2"]}.__getitem__)
    assert await whole(opened(only_new, NAME, pieces(rotated))) == b"b" * (PIECE + 1)


@pytest.mark.parametrize("secret", ["", "not base64 ***", base64.b64encode(b"short").decode()])
async def test_a_key_that_is_none_is_refused_before_anything_is_written(secret: str) -> None:
    with pytest.raises(KeyUnusable):
        await anext(sealed(KeyRing("1", lambda _name: secret), NAME, pieces(b"x")))
