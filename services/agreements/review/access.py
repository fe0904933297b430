"""Access to reviews: which verdicts an account may give or record.

Each scope is narrowed to the reviewer whose verdict it is, so one check is enough. Where the command names no reviewer,
the scope is every unit that the agreement concerns. Strangers get a 403 in either case: only an account that may review
for one of these units learns from `SideNotAsked` who was asked.
"""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, keepers_scope
from services.agreements.agreement.store import load_agreement, load_level_and_units
from services.agreements.review.model import Desk, desks_asked, partner_of
from shared.access import Actor, Work
from shared.values.capabilities import Capability, Scope
from shared.values.cooperation import Side

REGION_REVIEWERS = (Capability.REGIONAL_REVIEWER,)
PARTNER_REVIEWERS = (Capability.PARTNER_CONTACT, *KEEPERS)
"""The partner's contact, or a keeper of the agreement who records what the partner wrote."""


class AboutReview(Protocol):
    """A command of one reviewer about an agreement."""

    @property
    def agreement_id(self) -> UUID:
        """The id of the agreement."""

    @property
    def unit(self) -> str | None:
        """The region's code or the partner's id; none where only one is asked."""


async def scope_to_review_as_region(work: Work, command: AboutReview) -> Scope:
    """The region whose verdict it is. Raises `AgreementUnknown`."""
    _, units = await load_level_and_units(work.connection, command.agreement_id)
    asked = await _asked(work, command, "region")
    return Scope(regions=frozenset(desk.unit for desk in asked) or units.regions)


async def scope_to_review_as_partner(work: Work, command: AboutReview) -> Scope:
    """The partner whose verdict it is, and the keepers of the agreement. Raises `AgreementUnknown`."""
    level, units = await load_level_and_units(work.connection, command.agreement_id)
    keepers = keepers_scope(level, units)
    asked = await _asked(work, command, "partner")
    return Scope(keepers.facilities, keepers.regions, frozenset(map(partner_of, asked)) or units.partners)


def represents(actor: Actor, desk: Desk) -> bool:
    """Whether the actor is a contact of the partner that reviews."""
    return desk.side == "partner" and partner_of(desk) in actor.reach([Capability.PARTNER_CONTACT]).partners


async def _asked(work: Work, command: AboutReview, side: Side) -> list[Desk]:
    # From the parties, which never change, and not from the round: a round that opens between this check and the lock
    # would let pass a verdict that was checked against the round before it.
    desks = desks_asked(await load_agreement(work.connection, command.agreement_id), work.now)
    return [desk for desk in desks if desk.side == side and command.unit in (None, desk.unit)]
