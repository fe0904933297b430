"""Access to addenda: the keepers of the agreement draft them, and the desk of each party records its signature."""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement.access import AboutAgreement, scope_to_change
from services.agreements.agreement.access import scope_to_read as scope_to_read_agreement
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.store.loading import load_agreement
from services.agreements.register.model.units import Unit
from services.agreements.register.store.units import load_units
from services.agreements.succession.store.addenda import load_addendum
from shared.access import Work
from shared.values.capabilities import Scope


class _About:
    """The agreement of an addendum."""

    def __init__(self, agreement_id: UUID) -> None:
        self.agreement_id = agreement_id


class AboutAddendum(Protocol):
    """A command or query about one addendum."""

    @property
    def addendum_id(self) -> UUID:
        """The id of the addendum."""


class SignsAddendum(AboutAddendum, Protocol):
    """A command about the signature of one unit."""

    @property
    def unit_id(self) -> UUID:
        """The unit that signs."""


async def scope_to_withdraw(work: Work, command: AboutAddendum) -> Scope:
    """The scope in which the agreement is kept. Raises `AddendumNotFound`."""
    return await scope_to_change(work, await _agreement_of(work, command))


async def scope_to_read_addendum(work: Work, query: AboutAddendum) -> Scope:
    """Every unit that the agreement concerns. Raises `AddendumNotFound`."""
    return await scope_to_read_agreement(work, await _agreement_of(work, query))


async def scope_to_sign_addendum(work: Work, command: SignsAddendum) -> Scope:
    """The scope of the unit's own desk; the keeper's for a partner. Raises `AddendumNotFound`."""
    addendum = await load_addendum(work.connection, command.addendum_id)
    agreement = await load_agreement(work.connection, addendum.agreement_id)
    # A unit that does not sign is refused by the use case: only the keepers learn which units there are.
    if command.unit_id not in addendum.signers(agreement):
        return agreement.keeper.scope
    return (await desk_of(work, agreement, command.unit_id)).scope


async def desk_of(work: Work, agreement: Agreement, unit_id: UUID) -> Unit:
    """The unit whose desk signs: one of ours for itself, and the keeper for a partner."""
    unit = (await load_units(work.connection, [unit_id]))[unit_id]
    return agreement.keeper if unit.kind == "partner" else unit


async def _agreement_of(work: Work, about: AboutAddendum) -> AboutAgreement:
    return _About((await load_addendum(work.connection, about.addendum_id)).agreement_id)
