"""The outside resolver of names: whether it answers with the token of the installation."""

from uuid import UUID

import httpx2

from deploy.doctor.check import Finding
from deploy.doctor.pages import post
from shared.operations.settings import MissingSecret, Settings

_NOBODY = {"facility_id": str(UUID(int=0)), "participants": [], "purpose": "list"}
_FIX = (
    "check SINERGI_RESOLVER_URL, and the secret resolver_token against the one that the resolver knows; meanwhile "
    "screens and prints show codes instead of names"
)


async def resolver_fault(settings: Settings) -> Finding | None:
    """Ask for the names of nobody, which needs the address and the token. None as well if the vault keeps the names."""
    if settings.resolver_url is None:
        return None
    try:
        headers = {"authorization": f"Bearer {settings.secret('resolver_token')}"}
        answer = await post(f"{settings.resolver_url}/names/read", _NOBODY, headers)
        reason = None if answer.is_success and answer.json()["people"] == [] else f"answer {answer.status_code}"
    except (httpx2.HTTPError, ValueError, KeyError, TypeError, MissingSecret) as error:
        reason = type(error).__name__
    return Finding(f"the resolver does not give names at {settings.resolver_url}: {reason}", _FIX) if reason else None
