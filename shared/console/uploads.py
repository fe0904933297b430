"""Forms with a file: `multipart/form-data` as browsers send it, read part by part while it arrives.

The fields must come before the file, so that a page that is shown again after a refusal has them as they were typed.
"""

from collections.abc import AsyncIterator
from functools import partial
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from shared.console.forms import KEY, VERSION, first_of
from shared.console.multipart import Part, parts_of
from shared.console.page_route import Handler, PageRoute
from shared.web.edge import WorkRoute
from shared.web.problems.refusals import FormUnreadable
from shared.web.replaced import with_headers
from shared.web.spooling import answer_and_close
from shared.web.uploads import Admission, Reception, admit, described, receive_file

FILE = "file"
"""The field of the file. Afterwards it has the name that the file had in the browser."""


def upload_page(admission: Admission, reception: Reception = receive_file) -> type[PageRoute]:
    """The class of pages with a form that has a file."""

    class UploadPage(PageRoute):
        def get_route_handler(self) -> Handler:
            return partial(answer_and_close, answer=super().get_route_handler())

        @staticmethod
        async def read(request: Request) -> Request:
            if request.method != "POST":
                return await WorkRoute.read(request)
            request.state.typed = {}
            await admit(request, admission)
            return await read_upload(request, reception)

    return UploadPage


async def read_upload(request: Request, reception: Reception) -> Request:
    """The request with its fields read and its file taken; key and version become headers. Raises refusals."""
    typed: dict[str, list[str]] = {}
    request.state.typed = typed
    parts = parts_of(request)
    async for part in parts:
        if part.file_name is None:
            typed.setdefault(part.field, []).append(part.text())
        # A browser sends the field of a file that was not chosen with an empty name.
        elif part.file_name:
            # The file of a form without a key, or a second one, would be stored for nothing.
            if FILE in typed or not first_of(typed, KEY):
                raise FormUnreadable
            await reception(request, _pieces(part, parts))
            typed[FILE] = [part.file_name]
    headers = MutableHeaders(Headers(scope=request.scope))
    headers["idempotency-key"] = first_of(typed, KEY)
    headers["if-match"] = f'"{first_of(typed, VERSION)}"'
    return with_headers(request, headers, f"{urlencode(typed, doseq=True)}&{described(request)}".encode())


async def _pieces(first: Part, parts: AsyncIterator[Part]) -> AsyncIterator[bytes]:
    """The file that begins with a part, up to its end."""
    yield first.content
    if first.ends:
        return
    async for part in parts:
        yield part.content
        if part.ends:
            return
