"""Access to the register: who may change partners and positions, and which partners an account may read."""

from typing import Protocol
from uuid import UUID

from services.agreements.register.model.positions import OperatorsOnly
from services.agreements.register.store import load_partners_under
from shared.access import Actor, Work
from shared.values.capabilities import Capability, Scope

READERS = tuple(Capability)
"""Every position may read the register."""
PARTNER_KEEPERS = (
    Capability.OFFICER,
    Capability.HEAD,
    Capability.REGIONAL_REVIEWER,
    Capability.DIRECTORATE,
    Capability.OPERATOR,
)
"""May register partners."""
PARTNER_CUSTODIANS = (Capability.REGIONAL_REVIEWER, Capability.DIRECTORATE, Capability.OPERATOR)
"""May rename, merge and close partners, which all offices share."""
POSITION_KEEPERS = (Capability.OPERATOR, Capability.DIRECTORATE)
"""May assign, end and read positions."""


class AboutPartner(Protocol):
    """A query about one partner."""

    @property
    def partner_id(self) -> UUID:
        """The id of the partner."""


async def scope_to_read(work: Work, query: AboutPartner) -> Scope | None:
    """The partners whose contacts may read a partner; none where the account may read all of them."""
    if represented_partners(work.actor) is None:
        return None
    # With everything under the partner, because a contact may also read the partners above its own. An unknown id makes
    # an empty scope, which no partner's grant covers. The answer is a 403 as for another partner, so a contact cannot
    # find out which ids exist.
    return Scope(partners=await load_partners_under(work.connection, query.partner_id))


def represented_partners(actor: Actor) -> list[UUID] | None:
    """The partners of an account that acts for partners only; none for an office, which may read all partners."""
    partners_only = not actor.system and all(grant.scope_kind == "partner" for grant in actor.grants)
    return actor.reach(READERS).partners if partners_only else None


def require_operator_for(actor: Actor, capability: Capability) -> None:
    """Raise `OperatorsOnly` where the capability to be assigned or ended is that of an operator."""
    # Otherwise the directorate general could make itself an operator. The first operator is assigned at the command
    # line, as the system.
    able = actor.system or any(grant.capability == Capability.OPERATOR for grant in actor.grants)
    if capability == Capability.OPERATOR and not able:
        raise OperatorsOnly
