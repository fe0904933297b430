"""`sinergi settings`: the settings of the processes."""

import os

import typer
from rich.table import Column, Table
from rich.text import Text

from deploy.sinergi.output import print_table
from shared.operations.settings import Settings

app = typer.Typer()


@app.command()
def settings() -> None:
    """Show every setting with its default and its meaning; values from the environment are bold.

    Secrets are kept in files and are never shown.
    """
    # A name that is cut, or broken into two lines, cannot be copied.
    table = Table(Column("variable", no_wrap=True), "value", "meaning", box=None, pad_edge=False)
    for name, field in Settings.model_fields.items():
        variable = f"SINERGI_{name.upper()}"
        given = os.environ.get(variable)
        value = Text(given, "bold") if given else Text(str(field.default), "dim")
        table.add_row(variable, value, field.description)
    print_table(table)
