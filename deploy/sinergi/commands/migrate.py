"""`sinergi migrate`: migrate the schemas of all services."""

import typer

from deploy.installation.errors import errors_as_trouble
from deploy.installation.migrate import migrate_all
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_lines

app = typer.Typer()


@app.command()
def migrate() -> None:
    """Migrate the schemas of all services to their newest version."""
    with errors_as_trouble():
        print_lines(migrate_all(operator_settings()))
