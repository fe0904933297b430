"""The two formats of tables, by their media types and endings."""

from collections.abc import Mapping
from typing import Literal

Format = Literal["xlsx", "csv"]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES: Mapping[Format, str] = {"xlsx": WORKBOOK, "csv": "text/csv; charset=utf-8"}
