"""Access to reviews: which verdicts an account may give or record.

Each scope is narrowed to the reviewer whose verdict it is, so one check is enough. Where the command names no reviewer,
the scope is every unit that the agreement concerns. Strangers get a 403 in either case: only an account that may review
for one of these units learns from `ReviewerNotAsked` who was asked.
"""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement.access import KEEPERS
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.store.concerned import load_keeper, load_units_concerned
from services.agreements.agreement.store.loading import load_agreement
from services.agreements.register.model.units import Unit
from services.agreements.register.store.units import load_office_or_center, load_units
from services.agreements.review.model import Reviewer, reviewers_of, those_meant, unit_of
from shared.access import Actor, Work
from shared.values.capabilities import Capability, Scope
from shared.values.cooperation import Side

REVIEWERS = (Capability.REVIEWER, Capability.HEAD)
"""May give the verdict of their facility, their regional office or the directorate general."""
PARTNER_REVIEWERS = (Capability.PARTNER_CONTACT, *KEEPERS)
"""The contact of the partner, or a keeper of the agreement who records the partner's letter."""


class AboutReview(Protocol):
    """A command of one reviewer about an agreement."""

    @property
    def agreement_id(self) -> UUID:
        """The id of the agreement."""

    @property
    def unit(self) -> str | None:
        """The region's code, or the id of the facility or partner; may be missing where only one is asked."""


async def scope_to_review_as_region(work: Work, command: AboutReview) -> Scope:
    """The region whose verdict it is. Raises `AgreementNotFound`."""
    units = await load_units_concerned(work.connection, command.agreement_id)
    meant = await _reviewers_meant(work, command, "region")
    return Scope(regions=frozenset(reviewer.unit for reviewer in meant) or units.regions)


async def scope_to_review_as_partner(work: Work, command: AboutReview) -> Scope:
    """The partner whose verdict it is, and the keepers of the agreement. Raises `AgreementNotFound`."""
    units = await load_units_concerned(work.connection, command.agreement_id)
    keepers = (await load_keeper(work.connection, command.agreement_id)).scope
    meant = await _reviewers_meant(work, command, "partner")
    return Scope(keepers.facilities, keepers.regions, frozenset(map(unit_of, meant)) or units.partners)


async def scope_to_review_as_facility(work: Work, command: AboutReview) -> Scope:
    """The second facility whose verdict it is. Raises `AgreementNotFound`."""
    units = await load_units_concerned(work.connection, command.agreement_id)
    meant = await _reviewers_meant(work, command, "facility")
    return Scope(facilities=frozenset(map(unit_of, meant)) or units.facilities)


async def load_desk(work: Work, agreement: Agreement, reviewer: Reviewer) -> Unit:
    """The unit whose desk gives the verdict of a reviewer, or records it: for a partner the keeper."""
    match reviewer.side:
        case "partner":
            return agreement.keeper
        case "facility":
            id_ = unit_of(reviewer)
            return (await load_units(work.connection, [id_]))[id_]
        case _:
            office = await load_office_or_center(work.connection, reviewer.unit or None)
            return office or agreement.keeper


def represents(actor: Actor, reviewer: Reviewer) -> bool:
    """Whether the actor is a contact of the partner that reviews."""
    partners = actor.reach([Capability.PARTNER_CONTACT]).partners
    return reviewer.side == "partner" and unit_of(reviewer) in partners


async def _reviewers_meant(work: Work, command: AboutReview, side: Side) -> list[Reviewer]:
    # From the parties, which do not change during a review, and not from the round: a round that opens between this
    # check and the lock would let pass a verdict that was checked against the round before it.
    agreement = await load_agreement(work.connection, command.agreement_id)
    return those_meant(reviewers_of(agreement, work.now), side, command.unit)
