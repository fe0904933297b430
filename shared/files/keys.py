"""The keys of the installation, which encrypt the key of each file: one secret each, found by its id.

To rotate, operators add a secret and name its id in `SINERGI_FILES_KEY_ID`; older secrets stay until `sinergi files
rotate` has given every file to the new key.
"""

import base64
import binascii
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.operations.settings import MissingSecret

KEY_BYTES = 32
"""AES-256."""


class KeyUnusable(Exception):
    """The secret of a key is missing, or is not 32 bytes in base64."""


class KeyRing:
    """Keys by their ids; each is read when it is first needed."""

    def __init__(self, current: str, secret: Callable[[str], str]) -> None:
        self.current = current
        self._secret = secret
        self._ciphers: dict[str, AESGCM] = {}

    def cipher(self, key_id: str) -> AESGCM:
        """The cipher of a key. Raises `KeyUnusable`."""
        if key_id not in self._ciphers:
            self._ciphers[key_id] = AESGCM(self._load(secret_name(key_id)))
        return self._ciphers[key_id]

    def _load(self, name: str) -> bytes:
        try:
            key = base64.b64decode(self._secret(name), validate=True)
        except MissingSecret as error:
            raise KeyUnusable(str(error)) from error
        except binascii.Error as error:
            raise KeyUnusable(f"secret {name} is not base64") from error
        if len(key) != KEY_BYTES:
            raise KeyUnusable(f"secret {name} has {len(key)} bytes instead of {KEY_BYTES}")
        return key


def secret_name(key_id: str) -> str:
    """The name of the secret of a key."""
    return f"files_key_{key_id}"
