"""Output of a command: a table for people, JSON for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

_PIPE_WIDTH = 400


def print_rows(rows: Sequence[Mapping[str, Any]], *, as_json: bool = False, if_none: str = "") -> None:
    """Print rows that all have the same columns. People read `if_none` when there are no rows."""
    if as_json:
        print_json(rows)
        return
    if not rows:
        typer.echo(if_none)
        return
    table = Table(*(name.replace("_", " ") for name in rows[0]), box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    print_table(table)


def print_table(table: Table) -> None:
    """Print a table as wide as the terminal."""
    console = Console()
    # A pipe has no width, and rich would cut long lines.
    if not console.is_terminal:
        console.width = _PIPE_WIDTH
    console.print(table, highlight=False, markup=False)


def print_lines(lines: Iterable[str]) -> None:
    """Print one line per text."""
    for line in lines:
        typer.echo(line)


def print_written(names: Sequence[str], *, as_json: bool) -> None:
    """Print the generated files that changed."""
    if as_json:
        print_json({"wrote": names})
        return
    print_lines(f"wrote {name}" for name in names)
    if not names:
        typer.echo("everything is up to date")


def print_fields(fields: Mapping[str, Any]) -> None:
    """Print one line per field, for people."""
    print_lines(f"{name}: {value}" for name, value in fields.items())


def print_done(sentence: str, *, as_json: bool) -> None:
    """Print the result of a command as a sentence."""
    if as_json:
        print_json({"done": sentence})
    else:
        typer.echo(sentence)


def print_json(value: object) -> None:
    """Print a value of dataclasses, containers, times and ids as JSON."""
    typer.echo(json.dumps(value, default=_to_json, ensure_ascii=False))


def _to_json(value: object) -> object:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def _cell(value: object) -> str:
    match value:
        case None | False:
            return "-"
        case True:
            return "yes"
        case float():
            return f"{value:.1f}"
        case list() | tuple():
            return ", ".join(map(str, value)) or "-"
        case dict():
            return ", ".join(f"{name} {number}" for name, number in value.items()) or "-"
    return str(value)
