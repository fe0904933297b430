"""`sinergi import …`"""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from deploy.operating import imports
from deploy.sinergi.groups.options import AsJson, Reason, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_fields, print_json
from deploy.sinergi.progress import import_progress
from services.agreements.imports.model.imports import Kind
from services.agreements.imports.queries.imports import ImportDetails
from shared.values.languages import Tongue

app = group("Imports of tables: units, positions, partners and agreements of the past.")
ImportId = Annotated[UUID, typer.Argument(help="The id of the import.", show_default=False)]


@app.command()
def table(
    kind: Annotated[Kind, typer.Argument(help="What the rows are.", show_default=False)],
    file: Annotated[Path, typer.Argument(help="A workbook (.xlsx) or a CSV file.", show_default=False)],
    *,
    accept: Annotated[bool, typer.Option("--accept", help="Accept every row that is not refused.")] = False,
    workbook: Annotated[Path | None, typer.Option(help="Write the table with a column of remarks here.")] = None,
    language: Annotated[Tongue, typer.Option(help="The language of the remarks.")] = "id",
    as_json: AsJson = False,
) -> None:
    """Check a table row by row; only --accept changes something. The same file a second time changes nothing.

    Example: `sinergi import table agreements rekap.xlsx --workbook catatan.xlsx`
    """
    order = imports.ImportOrder(kind, file, accept, workbook, language)
    with import_progress() as report:
        received = imports.import_table(operator_settings(), order, report)
    _print(received, as_json=as_json)


@app.command()
def template(
    kind: Annotated[Kind, typer.Argument(help="What the rows are.", show_default=False)],
    file: Annotated[Path, typer.Argument(help="The workbook to write.", show_default=False)],
) -> None:
    """Write an empty workbook with the titles of the columns.

    Example: `sinergi import template agreements perjanjian.xlsx`
    """
    imports.write_template(kind, file)
    typer.echo(f"wrote {file}")


@app.command()
def show(import_id: ImportId, as_json: AsJson = False) -> None:
    """Show an import with the number of its rows in each state."""
    _print(imports.show_import(operator_settings(), import_id), as_json=as_json)


@app.command()
def withdraw(import_id: ImportId, reason: Reason, as_json: AsJson = False) -> None:
    """Take back every record that an import has made; a record that is in use by now stays.

    Example: `sinergi import withdraw <id> --reason "the table of another year"`
    """
    with import_progress() as report:
        received = imports.withdraw_import(operator_settings(), import_id, reason, report)
    _print(received, as_json=as_json)


def _print(received: ImportDetails, *, as_json: bool) -> None:
    if as_json:
        print_json(received.model_dump(mode="json"))
        return
    print_fields(
        {
            "import": received.id,
            "file": received.file_name,
            "columns without a meaning": ", ".join(received.unknown_titles) or "none",
            "rows left out": ", ".join(f"{row.number} ({row.reason})" for row in received.left_out[:20]) or "none",
            **{str(state): rows for state, rows in received.rows.items()},
        }
    )
