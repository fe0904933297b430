"""Access to obligations: the keeper of the agreement records them; each of our units records its own deliveries."""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement import access as agreement
from services.agreements.agreement.access import KEEPERS, READERS
from services.agreements.agreement.store.concerned import load_keeper
from services.agreements.obligations.store.obligations import load_obligation
from shared.access import Work
from shared.values.capabilities import Scope

__all__ = ["KEEPERS", "READERS", "AboutObligation", "scope_to_change", "scope_to_deliver", "scope_to_read"]


class AboutObligation(Protocol):
    """A command or query about one obligation."""

    @property
    def obligation_id(self) -> UUID:
        """The id of the obligation."""


class OfAgreement:
    """The agreement of an obligation, as its access check needs it."""

    def __init__(self, agreement_id: UUID) -> None:
        self.agreement_id = agreement_id


async def scope_to_change(work: Work, command: AboutObligation) -> Scope:
    """The scope in which the agreement is kept. Raises `ObligationNotFound`."""
    return (await load_keeper(work.connection, await _agreement_of(work, command))).scope


async def scope_to_deliver(work: Work, command: AboutObligation) -> Scope:
    """The keeper of the agreement, and the unit of ours that has promised it. Raises `ObligationNotFound`."""
    obligation = await load_obligation(work.connection, command.obligation_id)
    keeper = (await load_keeper(work.connection, obligation.agreement_id)).scope
    if obligation.unit.kind not in ("facility", "regional_office"):
        return keeper
    own = obligation.unit.scope
    return Scope(keeper.facilities | own.facilities, keeper.regions | own.regions)


async def scope_to_read(work: Work, query: AboutObligation) -> Scope:
    """Every unit that the agreement concerns. Raises `ObligationNotFound`."""
    return await agreement.scope_to_read(work, OfAgreement(await _agreement_of(work, query)))


async def _agreement_of(work: Work, about: AboutObligation) -> UUID:
    return (await load_obligation(work.connection, about.obligation_id)).agreement_id
