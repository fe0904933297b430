"""`sinergi token`: asks the local issuer for a token."""

import httpx2

from deploy.installation.trouble import Trouble
from deploy.sinergi.installation import operator_settings


def fetch(account: str) -> str:
    """Return a token for an account. Raises `Trouble` when no local issuer answers."""
    issuer = operator_settings().token_issuer
    # Without the environment's proxy (trust_env): the issuer listens on loopback, which is another machine's there.
    try:
        answer = httpx2.post(f"{issuer}/token", json={"account": account}, trust_env=False).raise_for_status()
    except httpx2.HTTPError as error:
        raise Trouble(f"No local issuer answers at {issuer}: start the stack with `sinergi up`") from error
    return str(answer.json()["access_token"])
