"""Access to addenda: the keepers of the agreement draft them, each side reviews, and each party's desk signs."""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement.access import AboutAgreement, scope_to_change
from services.agreements.agreement.access import scope_to_read as scope_to_read_agreement
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Party
from services.agreements.agreement.store.concerned import load_units_concerned
from services.agreements.agreement.store.loading import load_agreement
from services.agreements.register.model.units import Unit
from services.agreements.register.store.partners import load_partners
from services.agreements.register.store.units import load_units
from services.agreements.review.model import those_meant
from services.agreements.succession.model.addenda import Addendum
from services.agreements.succession.model.addendum_review import sides_of_addendum
from services.agreements.succession.store.addenda import load_addendum
from shared.access import Work
from shared.values.capabilities import NATION, Scope
from shared.values.cooperation import Side
from shared.values.ids import new_id


class AboutAgreementOf:
    """The agreement of an addendum."""

    def __init__(self, agreement_id: UUID) -> None:
        self.agreement_id = agreement_id


class AboutAddendum(Protocol):
    """A command or query about one addendum."""

    @property
    def addendum_id(self) -> UUID:
        """The id of the addendum."""


class ReviewsAddendum(AboutAddendum, Protocol):
    """A command of one side; `unit` is needed where a side has several."""

    @property
    def side(self) -> Side:
        """The side that answers."""

    @property
    def unit(self) -> str | None:
        """The region's code, or the id of the facility or partner."""


class SignsAddendum(AboutAddendum, Protocol):
    """A command about the signature of one unit."""

    @property
    def unit_id(self) -> UUID:
        """The unit that signs."""


async def scope_to_change_addendum(work: Work, command: AboutAddendum) -> Scope:
    """The scope in which the agreement is kept. Raises `AddendumNotFound`."""
    return await scope_to_change(work, await _agreement_of(work, command))


async def scope_to_read_addendum(work: Work, query: AboutAddendum) -> Scope:
    """Every unit that the agreement concerns. Raises `AddendumNotFound`."""
    return await scope_to_read_agreement(work, await _agreement_of(work, query))


async def scope_to_review_addendum(work: Work, command: ReviewsAddendum) -> Scope:
    """The unit whose verdict it is, or all units of the side; for a partner the keepers as well."""
    addendum = await load_addendum(work.connection, command.addendum_id)
    agreement = await load_agreement(work.connection, addendum.agreement_id)
    added = await load_added_units(work, addendum)
    units = await load_units_concerned(work.connection, agreement.id)
    sides = sides_of_addendum(agreement, added, work.now)
    meant = [each.unit for each in those_meant(sides, command.side, command.unit)]
    match command.side:
        case "region":
            return Scope(regions=frozenset(meant) or units.regions)
        case "facility":
            return Scope(facilities=frozenset(map(UUID, meant)) or units.facilities)
        case "partner":
            keeper = agreement.keeper.scope
            return Scope(keeper.facilities, keeper.regions, frozenset(map(UUID, meant)) or units.partners)
        case _:
            return NATION


async def load_added_units(work: Work, addendum: Addendum) -> list[Party]:
    """The parties that an addendum adds, for a look at their units; their ids are of no meaning."""
    added = addendum.changes.added_parties
    units = await load_units(work.connection, [party.unit_id for party in added])
    return [Party(id=new_id(), role=party.role, unit=units[party.unit_id], signers=party.signers) for party in added]


async def load_closed_partners(work: Work, agreement: Agreement, addendum: Addendum) -> frozenset[UUID]:
    """The partners that leave by an addendum and are no longer there, so that they cannot sign it."""
    partners = {unit.id for unit in agreement.partners} & set(addendum.changes.removed_parties)
    leaving = await load_partners(work.connection, partners)
    return frozenset(id_ for id_, partner in leaving.items() if partner.closed_on is not None)


async def scope_to_sign_addendum(work: Work, command: SignsAddendum) -> Scope:
    """The scope of the unit's own desk; the keeper's for a partner. Raises `AddendumNotFound`."""
    addendum = await load_addendum(work.connection, command.addendum_id)
    agreement = await load_agreement(work.connection, addendum.agreement_id)
    # A unit that does not sign is refused by the use case: only the keepers learn which units there are.
    if command.unit_id not in addendum.signers(agreement, await load_closed_partners(work, agreement, addendum)):
        return agreement.keeper.scope
    return (await desk_of(work, agreement, command.unit_id)).scope


async def desk_of(work: Work, agreement: Agreement, unit_id: UUID) -> Unit:
    """The unit whose desk signs: one of ours for itself, and the keeper for a partner."""
    unit = (await load_units(work.connection, [unit_id]))[unit_id]
    return agreement.keeper if unit.kind == "partner" else unit


async def _agreement_of(work: Work, about: AboutAddendum) -> AboutAgreement:
    return AboutAgreementOf((await load_addendum(work.connection, about.addendum_id)).agreement_id)
