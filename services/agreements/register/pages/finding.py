"""The search for a partner on a page: by a part of its name, with a link for each that was found."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from services.agreements.register.model.partners import Partner, name_key
from services.agreements.register.queries.partners import ListPartners, list_partners
from shared.access import Work
from shared.values.inputs import ShortText
from shared.web.cursors import PageRequest

FOUND_AT_MOST = 10


def _with_letters(name: str) -> str:
    if not name_key(name):
        raise PydanticCustomError("fault_other", "a name has letters or digits")
    return name


PartnerName = Annotated[ShortText, AfterValidator(_with_letters)]
"""The name of a partner in a form."""


async def find_partners(work: Work, searched: str, besides: UUID) -> Sequence[Partner]:
    """Some partners with this part of a name, without the one that the page is about."""
    if not name_key(searched):
        return ()
    page = PageRequest(after=None, limit=FOUND_AT_MOST)
    found = await list_partners(work, ListPartners(None, None, searched, page))
    return [each for each in found.items if each.id != besides]
