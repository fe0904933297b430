"""How a command answers: a table for people, JSON for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

import typer
from rich.console import Console
from rich.table import Table


def answer(rows: Sequence[Mapping[str, Any]], *, as_json: bool, if_none: str) -> None:
    """Print rows that all have the same columns; `if_none` is the sentence for people when there are none."""
    if as_json:
        print_json(rows)
        return
    if not rows:
        typer.echo(if_none)
        return
    table = Table(*(name.replace("_", " ") for name in rows[0]), box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    console = Console()
    # A pipe has no width, and a cut line is of no use to who reads it.
    if not console.is_terminal:
        console.width = 400
    console.print(table, highlight=False, markup=False)


def print_json(value: object) -> None:
    """Print anything that dataclasses, times and ids are made of."""
    typer.echo(json.dumps(value, default=_plain, ensure_ascii=False))


def _plain(value: object) -> object:
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


def say(sentence: str, *, as_json: bool) -> None:
    """Print what was done."""
    if as_json:
        print_json({"done": sentence})
    else:
        typer.echo(sentence)
