"""The files that screens need: styles, script and font, under addresses that change with their content."""

import hashlib
from collections.abc import Mapping
from functools import cache
from gzip import compress
from importlib.resources import files
from typing import NamedTuple

ADDRESS = "/aset"
CACHE_CONTROL = "public, max-age=31536000, immutable"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}


class Asset(NamedTuple):
    """A file; `packed` is the same compressed with gzip."""

    content: bytes
    packed: bytes
    media_type: str


@cache
def assets() -> Mapping[str, Asset]:
    """Every file by its name."""
    found = {}
    for file in files(__package__).joinpath("assets").iterdir():
        suffix = f".{file.name.rpartition('.')[2]}"
        if suffix in MEDIA_TYPES:
            content = file.read_bytes()
            found[file.name] = Asset(content, compress(content, mtime=0), MEDIA_TYPES[suffix])
    return found


@cache
def release() -> str:
    """The hash over all files. One for all of them, so that a style can name its font by a relative address."""
    content = b"".join(name.encode() + asset.content for name, asset in sorted(assets().items()))
    return hashlib.sha256(content).hexdigest()[:16]


def address_of(name: str) -> str:
    """The address of a file. Raises KeyError for one that does not exist."""
    assets()[name]
    return f"{ADDRESS}/{release()}/{name}"
