"""SQL in files of its own, with parameters by name (`:now`) where PostgreSQL has numbers (`$1`)."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

from shared.postgres.connections import Connection

# Names are looked for outside of texts and comments; `::` casts.
_PARTS = re.compile(r"'(?:[^']|'')*'|--[^\n]*|::|:([a-z_]+)")


@cache
def load_sql(package: str, file: str) -> str:
    """Read an SQL file beside the modules of `package`, without a semicolon at its end."""
    return files(package).joinpath(file).read_text(encoding="utf-8").strip().removesuffix(";")


@cache
def number_parameters(sql: str) -> tuple[str, tuple[str, ...]]:
    """Replace each `:name` by its number; also return the names in the order of their numbers."""
    names: dict[str, int] = {}

    def numbered(part: re.Match[str]) -> str:
        name: str | None = part[1]
        return part[0] if name is None else f"${names.setdefault(name, len(names) + 1)}"

    return _PARTS.sub(numbered, sql), tuple(names)


async def fetch_named(connection: Connection, sql: str, **parameters: object) -> list[Any]:
    """Fetch all rows; parameters that the SQL does not name are not sent.

    Raises KeyError when a parameter is missing.
    """
    numbered, names = number_parameters(sql)
    rows: list[Any] = await connection.fetch(numbered, *(parameters[name] for name in names))
    return rows
