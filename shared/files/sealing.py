"""Encryption of contents in pieces (AES-256-GCM), with a key for each file that the installation's key encrypts.

    header   magic, length and id of the installation's key, nonce, encrypted key of the file
    pieces   each PIECE bytes of the file and a tag of 16; the last one is shorter or marked as the last

The encrypted key is bound to the name of the content, so a content that is put in the place of another is noticed. The
nonce of a piece is its number and whether it is the last one, so pieces that are left out, repeated or cut off are
noticed too (the construction STREAM, https://eprint.iacr.org/2015/189). Nonces never repeat, because no two files
have the same key.
"""

import os
from collections.abc import AsyncIterator
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.files.keys import KEY_BYTES, KeyRing

MAGIC = b"SINERGI1"
PIECE = 262_144
"""Bytes of plain content."""
_TAG_BYTES = 16
_NONCE_BYTES = 12
_WRAPPED_BYTES = KEY_BYTES + _TAG_BYTES


class ContentBroken(Exception):
    """The content was changed, cut off, or is of another name; or the key of that id is another one."""


class Header(NamedTuple):
    """The beginning of an encrypted content."""

    key_id: str
    nonce: bytes
    wrapped: bytes

    def to_bytes(self) -> bytes:
        """The header as it is stored."""
        return MAGIC + bytes([len(self.key_id)]) + self.key_id.encode() + self.nonce + self.wrapped


async def sealed(keys: KeyRing, name: str, plain: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Encrypt a content. Raises `KeyUnusable` before anything is read."""
    file_key = AESGCM.generate_key(KEY_BYTES * 8)
    yield _wrapped(keys, keys.current, name, file_key).to_bytes()
    cipher, number, buffer = AESGCM(file_key), 0, bytearray()
    async for some in plain:
        buffer += some
        # One byte more, because the last piece is marked.
        while len(buffer) > PIECE:
            yield cipher.encrypt(_nonce(number, last=False), bytes(buffer[:PIECE]), None)
            del buffer[:PIECE]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(buffer), None)


async def opened(keys: KeyRing, name: str, stored: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Decrypt a content; each piece is given out only once it was found to be intact.

    Raises `ContentBroken` or `KeyUnusable`.
    """
    reader = _Reader(stored)
    header = await _read_header(reader)
    cipher, number = AESGCM(_unwrapped(keys, name, header)), 0
    while True:
        piece = await reader.read(PIECE + _TAG_BYTES)
        last = await reader.at_end()
        try:
            yield cipher.decrypt(_nonce(number, last=last), piece, None)
        except InvalidTag as error:
            raise ContentBroken(f"piece {number} of {name}") from error
        if last:
            return
        number += 1


async def resealed(keys: KeyRing, name: str, stored: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same content for the current key of the installation: only the header is another one."""
    reader = _Reader(stored)
    header = await _read_header(reader)
    yield _wrapped(keys, keys.current, name, _unwrapped(keys, name, header)).to_bytes()
    while not await reader.at_end():
        yield await reader.read(PIECE)


async def key_id_of(stored: AsyncIterator[bytes]) -> str:
    """The id of the key that a content needs. Raises `ContentBroken`."""
    return (await _read_header(_Reader(stored))).key_id


def _wrapped(keys: KeyRing, key_id: str, name: str, file_key: bytes) -> Header:
    nonce = os.urandom(_NONCE_BYTES)
    return Header(key_id, nonce, keys.cipher(key_id).encrypt(nonce, file_key, name.encode()))


def _unwrapped(keys: KeyRing, name: str, header: Header) -> bytes:
    try:
        return keys.cipher(header.key_id).decrypt(header.nonce, header.wrapped, name.encode())
    except InvalidTag as error:
        raise ContentBroken(f"key of {name}") from error


async def _read_header(reader: "_Reader") -> Header:
    if await reader.read(len(MAGIC)) != MAGIC:
        raise ContentBroken("not a content of this store")
    length = (await reader.read(1) or b"\0")[0]
    key_id = (await reader.read(length)).decode("ascii", "replace")
    return Header(key_id, await reader.read(_NONCE_BYTES), await reader.read(_WRAPPED_BYTES))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(_NONCE_BYTES - 1, "big") + bytes([last])


class _Reader:
    """Reads a number of bytes from a stream of pieces of any size."""

    def __init__(self, pieces: AsyncIterator[bytes]) -> None:
        self._pieces = pieces
        self._buffer = bytearray()

    async def read(self, size: int) -> bytes:
        """The next bytes; fewer at the end."""
        await self._fill(size)
        found = bytes(self._buffer[:size])
        del self._buffer[:size]
        return found

    async def at_end(self) -> bool:
        """Whether nothing follows."""
        await self._fill(1)
        return not self._buffer

    async def _fill(self, size: int) -> None:
        while len(self._buffer) < size:
            try:
                self._buffer += await anext(self._pieces)
            except StopAsyncIteration:
                return
