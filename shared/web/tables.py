"""Tables as answers: the parameter that chooses the format, the description of the file, and the file."""

from typing import IO, Annotated, Any

from fastapi import Query
from starlette.responses import Response

from shared.tables.formats import MEDIA_TYPES, Format
from shared.web.attachments import stream

TableFormat = Annotated[
    Format, Query(alias="format", description="a workbook or a CSV file as Indonesian Excel has it")
]


def table_answer(description: str) -> dict[int | str, dict[str, Any]]:
    """The answer of a route that sends a table in one of the formats."""
    content = {
        media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
        for media_type in MEDIA_TYPES.values()
    }
    return {200: {"description": description, "content": content}}


def send_table(table: IO[bytes], name: str, format_: Format) -> Response:
    """A table as a file of this name; it is sent in pieces, and closed afterwards."""
    return stream(table, f"{name}.{format_}", MEDIA_TYPES[format_])
