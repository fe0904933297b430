"""Small files in forms (multipart/form-data, RFC 7578), held in memory: a whole form is within the limit of a body.

Files that are kept are stored while they arrive instead (`uploads.py`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Depends
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request

from shared.console.multipart import Part, parts_of
from shared.values.inputs import visible

MULTIPART = "multipart/form-data"
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class SmallFile:
    """A file as the browser sent it, with the name that it has there."""

    name: str
    content: bytes


SmallFiles = Mapping[str, SmallFile]


async def read_parts(request: Request) -> tuple[dict[str, list[str]], SmallFiles]:
    """The fields of a form as they were typed, and its files. Raises `FormUnreadable`."""
    typed: dict[str, list[str]] = {}
    files: dict[str, SmallFile] = {}
    pieces: list[bytes] = []
    async for part in parts_of(request):
        if part.file_name is None:
            typed.setdefault(part.field, []).append(part.text())
            continue
        pieces.append(part.content)
        if part.ends:
            if name := _name_of(part):
                files[part.field] = SmallFile(name, b"".join(pieces))
            pieces.clear()
    return typed, files


def digest_of(files: SmallFiles) -> list[tuple[str, str]]:
    """The files as fields of a form that is compared with itself: the boundaries of the parts differ each time."""
    return [(name, hashlib.sha256(files[name].content).hexdigest()) for name in sorted(files)]


def file_of(name: str) -> Any:
    """A dependency: the file of a field. Raises `RequestValidationError` if none was chosen."""

    def find(request: Request) -> SmallFile:
        files: SmallFiles = getattr(request.state, "files", {})
        if name not in files:
            fault = {"type": "missing", "loc": ("body", name), "msg": "no file was chosen", "input": None}
            raise RequestValidationError([fault])
        return files[name]

    return Depends(find)


def _name_of(part: Part) -> str:
    # A browser sends the field without a name where no file was chosen. Old ones send the whole path.
    path = visible(part.file_name or "").replace("\\", "/")
    return "".join(filter(str.isprintable, path.rpartition("/")[2])).strip()[:LONGEST_NAME]
