"""`sinergi secrets …`"""

from pathlib import Path
from typing import Annotated

import typer

from deploy.local.vault import FILES_KEY, KAFKA_ADMIN, POSTGRES_ADMIN, Vault, service_secrets
from deploy.sinergi.groups.options import group

app = group("The secrets of an installation: one file each.")


@app.command()
def create(
    to: Annotated[Path, typer.Option(help="The folder; files in it are kept.", show_default=False)],
) -> None:
    """Create the secrets that are missing, at random, readable by their owner only. Prints none of them.

    Example: `sinergi secrets create --to deploy/compose/secrets`
    """
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    vault, before = Vault(to), set(to.iterdir())
    for name in (POSTGRES_ADMIN, KAFKA_ADMIN, *service_secrets()):
        vault.create(name)
    vault.create_key(FILES_KEY)
    typer.echo(f"{len(set(to.iterdir()) - before)} secrets were created in {to}, {len(before)} were there")
