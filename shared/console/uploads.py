"""Files in forms (multipart/form-data, RFC 7578), as a browser without scripts sends them.

A whole form is within the limit of a request's body, so its files are held in memory.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Depends
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from shared.values.inputs import visible
from shared.web.problems.refusals import FormUnreadable

MULTIPART = "multipart/form-data"
MOST_FILES = 5
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as the browser sent it, with the name that it has there."""

    name: str
    content: bytes


Uploads = Mapping[str, Upload]


async def read_parts(request: Request, most_fields: int) -> tuple[dict[str, list[str]], Uploads]:
    """The fields of a form as they were typed, and its files. Raises `FormUnreadable`."""
    parser = MultiPartParser(request.headers, request.stream(), max_files=MOST_FILES, max_fields=most_fields)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise FormUnreadable from error
    typed: dict[str, list[str]] = {}
    files: dict[str, Upload] = {}
    try:
        for name, value in form.multi_items():
            if isinstance(value, str):
                typed.setdefault(name, []).append(value)
            elif upload := await _upload(value):
                files[name] = upload
    finally:
        await form.close()
    return typed, files


def digest_of(files: Uploads) -> list[tuple[str, str]]:
    """The files as fields of a form that is compared with itself: the boundaries of the parts differ each time."""
    return [(name, hashlib.sha256(files[name].content).hexdigest()) for name in sorted(files)]


def file_of(name: str) -> Any:
    """A dependency: the file of a field. Raises `RequestValidationError` if none was chosen."""

    def find(request: Request) -> Upload:
        files: Uploads = getattr(request.state, "files", {})
        if name not in files:
            fault = {"type": "missing", "loc": ("body", name), "msg": "no file was chosen", "input": None}
            raise RequestValidationError([fault])
        return files[name]

    return Depends(find)


async def _upload(file: UploadFile) -> Upload | None:
    # A browser sends the field without a name where no file was chosen. Old ones send the whole path.
    path = visible(file.filename or "").replace("\\", "/")
    name = "".join(filter(str.isprintable, path.rpartition("/")[2])).strip()
    return Upload(name[:LONGEST_NAME], await file.read()) if name else None
