"""The parts of `multipart/form-data` (RFC 7578): a field as a whole, a file in pieces while it arrives."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import NamedTuple

from python_multipart.exceptions import ParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from shared.web.problems.refusals import FormUnreadable

MOST_FIELD_BYTES = 65_536
"""Of all fields and headers together, apart from files."""
MOST_PARTS = 100
_MULTIPART = b"multipart/form-data"


class Part(NamedTuple):
    """A field, or a piece of a file, which has a file name; `ends` with the last piece."""

    field: str
    file_name: str | None
    content: bytes
    ends: bool

    def text(self) -> str:
        """The value of a field. Raises `FormUnreadable`."""
        return _text(self.content)


async def parts_of(request: Request) -> AsyncIterator[Part]:
    """The parts in their order. Raises `FormUnreadable`."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != _MULTIPART or not options.get(b"boundary"):
        raise FormUnreadable
    collector = _Collector()
    try:
        parser = MultipartParser(options[b"boundary"], collector.callbacks())  # type: ignore[arg-type]
        async for chunk in request.stream():
            parser.write(chunk)
            for part in collector.take():
                yield part
        parser.finalize()
    except ParseError as error:
        raise FormUnreadable from error
    if not collector.complete:
        raise FormUnreadable


@dataclass(slots=True)
class _Collecting:
    """The part that is arriving."""

    header_name: bytes = b""
    header_value: bytes = b""
    disposition: bytes = b""
    field: str = ""
    file_name: str | None = None
    content: bytes = b""


class _Collector:
    """Collects the parts by the callbacks of the parser."""

    def __init__(self) -> None:
        self.complete = False
        self._parts: list[Part] = []
        self._current = _Collecting()
        self._count = self._bytes = 0

    def callbacks(self) -> dict[str, object]:
        """The methods that the parser calls."""
        return {name: getattr(self, name) for name in dir(self) if name.startswith("on_")}

    def take(self) -> list[Part]:
        """The parts that have arrived since the last call, with what there is of a file."""
        parts, self._parts = self._parts, []
        return parts

    def on_part_begin(self) -> None:
        """Begin a part."""
        self._current = _Collecting()
        self._count += 1
        if self._count > MOST_PARTS:
            raise FormUnreadable

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        """Add to the name of a header."""
        self._current.header_name += self._counted(data[start:end])

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        """Add to the value of a header."""
        self._current.header_value += self._counted(data[start:end])

    def on_header_end(self) -> None:
        """Keep the header that names the part."""
        if self._current.header_name.lower() == b"content-disposition":
            self._current.disposition = self._current.header_value
        self._current.header_name = self._current.header_value = b""

    def on_headers_finished(self) -> None:
        """Read the names of field and file."""
        _kind, options = parse_options_header(self._current.disposition)
        if not options.get(b"name"):
            raise FormUnreadable
        self._current.field = _text(options[b"name"])
        if b"filename" in options:
            self._current.file_name = _unescaped(_text(options[b"filename"]))

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        """Pass a piece of a file on; collect a field."""
        current = self._current
        if current.file_name is None:
            current.content += self._counted(data[start:end])
        else:
            self._parts.append(Part(current.field, current.file_name, data[start:end], ends=False))

    def on_part_end(self) -> None:
        """End a part."""
        current = self._current
        self._parts.append(Part(current.field, current.file_name, current.content, ends=True))

    def on_end(self) -> None:
        """End the form."""
        self.complete = True

    def _counted(self, piece: bytes) -> bytes:
        self._bytes += len(piece)
        if self._bytes > MOST_FIELD_BYTES:
            raise FormUnreadable
        return piece


def _unescaped(name: str) -> str:
    # Browsers escape these three alone (https://html.spec.whatwg.org/#multipart-form-data), not the sign of percent.
    return name.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise FormUnreadable from error
