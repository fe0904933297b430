"""Encryption of tokens at rest (AES-256-GCM), bound to the row that has them."""

import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


class Unreadable(Exception):
    """No known key decrypts the value: the key was removed, or the value belongs to another row."""


class Cipher:
    """Encrypts with the first key and decrypts with each of them, so that operators can replace the key.

    The keys are the lines of the secret `front_session_key`, the newest first.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._ciphers = [AESGCM(_derive(key)) for key in keys]

    def seal(self, plain: bytes, row: bytes) -> bytes:
        """Encrypt a value of one row."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._ciphers[0].encrypt(nonce, plain, row)

    def open(self, sealed: bytes, row: bytes) -> bytes:
        """Decrypt a value of one row. Raises `Unreadable`."""
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], row)
            except InvalidTag:
                continue
        raise Unreadable


def _derive(key: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"sinergi front session").derive(key.encode())
