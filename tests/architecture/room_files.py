"""The data that a room may hold beside its code: listed suffixes, in the room itself or in a listed folder of it.

The leak that this prevents: a file that is not packed with the distribution, and is missing only once it is installed.
"""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from tests.architecture.furniture import DATA, OF_A_SERVICE, OF_ITS_OWN_ROOM
from tests.architecture.tree import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKED = SETTINGS["tool"]["setuptools"]["package-data"]["*"]
SUFFIXES = frozenset({".py", *(pattern.removeprefix("*") for pattern in PACKED)})

DEPTH_OF_A_ROOM = 4


def unlisted(paths: Iterable[str]) -> Iterator[str]:
    """The files of rooms that are in another folder, or have another suffix."""
    for path in paths:
        parts = PurePosixPath(path).parts
        if path.endswith("/") or len(parts) < DEPTH_OF_A_ROOM or parts[0] != "services" or parts[2] in OF_A_SERVICE:
            continue
        folder_is_listed = len(parts) == DEPTH_OF_A_ROOM or parts[3] in OF_ITS_OWN_ROOM.keys() | DATA
        if not folder_is_listed or PurePosixPath(path).suffix not in SUFFIXES:
            yield path
