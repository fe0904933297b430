"""Who may read an agreement: whoever it concerns, by facility, region, partner or agency.

A partner's contact reads the agreement whole, but from outside: neither which accounts acted nor what others wrote
about the draft is a partner's business.
"""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement.model.agreement import AgreementUnknown
from shared.access import Work
from shared.values.capabilities import Capability, Scope

OFFICES = (Capability.OFFICER, Capability.HEAD, Capability.REGIONAL_REVIEWER, Capability.DIRECTORATE)
READERS = (*OFFICES, Capability.PARTNER_CONTACT)


class OfAgreement(Protocol):
    """A query about one agreement."""

    @property
    def agreement_id(self) -> UUID:
        """Which agreement."""


async def concerned(work: Work, query: OfAgreement) -> Scope:
    """Whom the agreement concerns. Raises `AgreementUnknown`."""
    rows = await work.connection.fetch(
        "SELECT facility_id, region, partner_id FROM agreement_unit WHERE agreement_id = $1", query.agreement_id
    )
    # Every agreement has parties: where there is no row there is no agreement.
    if not rows:
        raise AgreementUnknown(id=query.agreement_id)
    return Scope(
        frozenset(row["facility_id"] for row in rows if row["facility_id"]),
        frozenset(row["region"] for row in rows if row["region"]),
        frozenset(row["partner_id"] for row in rows if row["partner_id"]),
    )


async def reads_from_outside(work: Work, query: OfAgreement) -> bool:
    """Whether the actor reads it for a partner alone, and for no office that it concerns."""
    # Asked at each reading: whoever speaks for no partner needs no second look at whom the agreement concerns.
    if not any(grant.capability == Capability.PARTNER_CONTACT for grant in work.actor.grants):
        return False
    scope = await concerned(work, query)
    return not any(grant.capability in OFFICES and grant.covers(scope) for grant in work.actor.grants)
