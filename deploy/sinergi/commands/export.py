"""`sinergi export`"""

from pathlib import Path
from typing import Annotated

import typer

from deploy.operating.exports import export_table
from deploy.sinergi.installation import operator_settings
from services.agreements.imports.model.imports import Kind

app = typer.Typer()


@app.command()
def export(
    kind: Annotated[Kind, typer.Argument(help="What the rows are.", show_default=False)],
    file: Annotated[Path, typer.Argument(help="The workbook (.xlsx) or CSV file to write.", show_default=False)],
) -> None:
    """Write units, positions, partners or agreements as a table with the columns of an import.

    Example: `sinergi export agreements perjanjian.xlsx`
    """
    export_table(operator_settings(), kind, file)
    typer.echo(f"wrote {file}")
