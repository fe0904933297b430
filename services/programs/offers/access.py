"""Rights to answer an offer and to read it."""

from typing import Protocol
from uuid import UUID

from services.programs.offers.model import OfferNotFound
from services.programs.program.access import OFFICES
from shared.access import Work
from shared.values.capabilities import Capability, Scope

ANSWERERS = (Capability.COOPERATION_OFFICER, Capability.COACHING_OFFICER, Capability.HEAD)
"""They answer for their facility; those of the regional office once the answer is overdue."""

READERS = OFFICES
"""They read the offers to their facility, in their region or the nation. Partners do not: nothing is agreed yet."""


class AboutOffer(Protocol):
    """A command or query about one offer."""

    @property
    def offer_id(self) -> UUID:
        """Which offer."""


async def scope_to_change(work: Work, command: AboutOffer) -> Scope:
    """The facility, and its region once the answer is overdue. Raises `OfferNotFound`."""
    return await _scope_of(work, command, "CASE WHEN overdue_at IS NOT NULL THEN region END")


async def scope_to_read(work: Work, query: AboutOffer) -> Scope:
    """The facility and its region. Raises `OfferNotFound`."""
    return await _scope_of(work, query, "region")


async def _scope_of(work: Work, command: AboutOffer, region: str) -> Scope:
    row = await work.connection.fetchrow(
        f"""SELECT facility_id, {region} AS region FROM offer JOIN facility ON facility.id = facility_id
            WHERE offer.id = $1""",  # noqa: S608 -- the two expressions above
        command.offer_id,
    )
    if row is None:
        raise OfferNotFound(id=command.offer_id)
    return Scope(frozenset({row["facility_id"]}), frozenset({row["region"]} if row["region"] else ()))
