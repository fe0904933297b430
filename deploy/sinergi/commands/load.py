"""`sinergi load`: fill a test database with made-up agreements."""

from typing import Annotated
from urllib.parse import urlsplit

import typer
from rich.console import Console

from deploy.installation.service import run
from deploy.installation.trouble import Trouble
from deploy.load.writing import load_agreements
from deploy.sinergi.installation import operator_settings
from deploy.sinergi.output import print_lines

app = typer.Typer()


@app.command()
def load(
    agreements: Annotated[int, typer.Option(min=1, help="How many agreements to add.", show_default=False)],
    test_database: Annotated[
        str, typer.Option(help="The name of the database, as a confirmation that it is for tests.", show_default=False)
    ],
    seed: Annotated[int, typer.Option(help="Decides the content; another seed makes other agreements.")] = 1,
    log: Annotated[bool, typer.Option("--log/--no-log", help="Write the events as well.")] = True,
) -> None:
    """Add made-up partners and agreements with their history and events to a database for tests.

    They cannot be removed again. Example: `sinergi load --agreements 500 --test-database sinergi`
    """
    settings = operator_settings()
    name = urlsplit(settings.admin_database_url()).path.removeprefix("/")
    if test_database != name:
        raise Trouble(f"the database here is {name}: name it with --test-database if it is for tests only")
    with Console(stderr=True).status("making partners") as line:
        run(
            load_agreements(
                settings, agreements, seed, lambda made: line.update(f"{made:,} of {agreements:,}"), with_log=log
            )
        )
    print_lines([f"{agreements:,} agreements added"])
