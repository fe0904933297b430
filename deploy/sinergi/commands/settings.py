"""`sinergi settings`: the settings of the processes."""

import os

import typer
from rich.console import Console
from rich.table import Table

from shared.operations.settings import Settings

app = typer.Typer()


@app.command()
def settings() -> None:
    """Show every setting with its default and its meaning; values from the environment are bold.

    Secrets are kept in files and are never shown.
    """
    table = Table("variable", "value", "meaning", box=None, pad_edge=False)
    for name, field in Settings.model_fields.items():
        variable = f"SINERGI_{name.upper()}"
        given = os.environ.get(variable)
        value = f"[bold]{given}[/]" if given else f"[dim]{field.default}[/]"
        table.add_row(variable, value, field.description)
    Console().print(table)
