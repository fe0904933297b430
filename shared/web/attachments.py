"""Files as answers, which a browser saves instead of showing them.

Their names are ours and have only letters, digits, dots and hyphens.
"""

from collections.abc import Iterator
from typing import IO

from starlette.responses import Response, StreamingResponse

_CHUNK = 65_536


def download(content: bytes, name: str, media_type: str) -> Response:
    """A small file."""
    return Response(content, media_type=media_type, headers=_headers(name))


def stream(file: IO[bytes], name: str, media_type: str) -> Response:
    """A file that is sent in pieces, and closed afterwards."""
    return StreamingResponse(_pieces(file), media_type=media_type, headers=_headers(name))


def _headers(name: str) -> dict[str, str]:
    # RFC 6266. Not kept by the browser: the rows change, and so do the rights of an account.
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_CHUNK):
            yield piece
