"""`sinergi sdp …`"""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from deploy.operating.sdp import take_file
from deploy.sinergi.groups.options import AsJson, DryRun, group
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_fields, print_json

app = group("The corrections database (SDP): its daily files.")


@app.callback()
def sdp() -> None:
    """The corrections database (SDP): its daily files."""


@app.command("import")
def import_file(
    facility: Annotated[UUID, typer.Argument(help="The id of the facility.", show_default=False)],
    file: Annotated[Path, typer.Argument(help="A workbook (.xlsx) or a CSV file.", show_default=False)],
    *,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take the arrivals and departures of a day; the same file a second time changes nothing.

    Example: `sinergi sdp import <facility> sdp-2026-03-12.csv --dry-run`
    """
    taken = take_file(operator_settings(), facility, file, dry_run=dry_run)
    rows = {f"row {each.entry}": each.refusal.sentence.en for each in taken.refused}
    counts: dict[str, int] = {str(outcome): number for outcome, number in taken.outcomes.items()}
    counts |= {"enrolments ended": taken.ended, "transfers proposed": taken.proposed}
    if as_json:
        print_json({"dry_run": dry_run, "counts": counts, "refused": rows})
        return
    print_fields({**counts, **rows})
