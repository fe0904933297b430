"""Answers with a table: the parameter for its format, and their description in the interface."""

from typing import Annotated, Any

from fastapi import Query

from shared.tables.formats import MEDIA_TYPES, Format

TableFormat = Annotated[
    Format, Query(alias="format", description="a workbook or a CSV file as Indonesian Excel has it")
]


def answer_with_table(description: str) -> dict[int | str, dict[str, Any]]:
    """The description of an answer that is a table in one of the formats."""
    content = {
        media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
        for media_type in MEDIA_TYPES.values()
    }
    return {200: {"description": description, "content": content}}
