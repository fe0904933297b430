"""`sinergi token`: get a token from the local issuer."""

import httpx2
import typer

from deploy.installation.trouble import Trouble
from deploy.sinergi.installation import operator_settings

app = typer.Typer()


@app.command()
def token(account: str) -> None:
    """Print a token for an account. Only the issuer of the embedded stack gives one."""
    issuer = operator_settings().token_issuer
    # trust_env=False: a proxy of the environment would look for the issuer on its own loopback address.
    try:
        answer = httpx2.post(f"{issuer}/token", json={"account": account}, trust_env=False).raise_for_status()
    except httpx2.HTTPError as error:
        raise Trouble(f"No local issuer answers at {issuer}: start the stack with `sinergi up`") from error
    typer.echo(answer.json()["access_token"])
