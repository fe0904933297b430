"""`sinergi settings`: every setting of the processes, with its default, its meaning, and whether it is set here."""

import os

from rich.console import Console
from rich.table import Table

from shared.operations.settings import Settings


def show() -> None:
    """Print them as a table; a value from the environment is marked, secrets are files and never shown."""
    table = Table("variable", "value", "meaning", box=None, pad_edge=False)
    for name, field in Settings.model_fields.items():
        variable = f"SINERGI_{name.upper()}"
        given = os.environ.get(variable)
        value = f"[bold]{given}[/]" if given else f"[dim]{field.default}[/]"
        table.add_row(variable, value, field.description)
    Console().print(table)
