"""The content of a draft, looked up in the register: parties, places, scope items, and the ground of additions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.agreements.agreement.model.agreement import (
    Agreement,
    AgreementNotFound,
    AgreementUnknown,
    UmbrellaOfItself,
)
from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.agreement.model.parties import PlaceUnfit, partners_in, places_among, risky_partner
from services.agreements.agreement.model.parts import Caution, Party, ScopeItem
from services.agreements.agreement.model.scope import require_own
from services.agreements.agreement.model.terms import TermClause
from services.agreements.agreement.store.loading import load_agreement, load_grounds
from services.agreements.register.model.fields import require_known
from services.agreements.register.model.units import Unit
from services.agreements.register.store.fields import load_field_names
from services.agreements.register.store.particulars import load_risks
from services.agreements.register.store.partners import load_partners, lock_named_partners
from services.agreements.register.store.units import load_units
from shared.access import Work
from shared.values.cooperation import Instrument
from shared.values.ids import new_id
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The content of a draft. Everything but instrument, title and parties may come later."""

    instrument: Instrument
    title: str
    parties: tuple[NewParty, ...]
    runs_at: tuple[UUID, ...] | None = None
    called: str | None = None
    umbrella_id: UUID | None = None
    term: TermClause | None = None
    legal_basis: str | None = None
    funding: str | None = None
    scope_items: tuple[NewScopeItem, ...] = ()

    @property
    def plain(self) -> dict[str, Any]:
        """The content that needs no look-up."""
        names = ("instrument", "title", "called", "umbrella_id", "term", "legal_basis", "funding")
        return {name: getattr(self, name) for name in names}


async def look_up_parties(work: Work, drafted: Sequence[NewParty], before: Sequence[Party] = ()) -> tuple[Party, ...]:
    """The parties of a draft; a unit that was a party before keeps its party's id. Raises `UnitUnknown`."""
    named = [party.unit_id for party in drafted]
    await lock_named_partners(work.connection, named)
    units = await load_units(work.connection, named)
    ids = {party.unit.id: party.id for party in before}
    return tuple(
        Party(
            id=ids.get(units[party.unit_id].id) or new_id(),
            role=party.role,
            unit=units[party.unit_id],
            signers=party.signers,
        )
        for party in drafted
    )


async def require_live_partners(
    work: Work, parties: Sequence[Party], scope: Sequence[ScopeItem], before: Agreement | None = None
) -> None:
    """Raise `PartnerHasClosed` for a party or agency that is no longer there, unless it was in the content before."""
    known = partners_in(before.parties, before.scope_items) if before else frozenset()
    named = partners_in(parties, scope) - known
    for partner in (await load_partners(work.connection, named)).values():
        partner.require_live()


async def risk_cautions(work: Work, parties: Sequence[Party]) -> tuple[Caution, ...]:
    """Cautions about partners with risks on record."""
    risks = await load_risks(work.connection, partners_in(parties, ()))
    return tuple(risky_partner(name, flags) for name, flags in risks.items())


async def look_up_places(work: Work, ids: Collection[UUID] | None, parties: Sequence[Party]) -> tuple[Unit, ...]:
    """The named facilities, or those among the principals. Raises `UnitUnknown` or `PlaceUnfit`."""
    if ids is None:
        return places_among(parties)
    units = await load_units(work.connection, ids)
    unfit = next((unit for unit in units.values() if unit.kind != "facility"), None)
    if unfit is not None:
        raise PlaceUnfit(name=unfit.public_name)
    return tuple(units.values())


async def look_up_scope(
    work: Work, drafted: Sequence[NewScopeItem], before: Sequence[ScopeItem] = ()
) -> tuple[ScopeItem, ...]:
    """The scope items of a draft; one that is named by its id keeps it.

    Raises `FieldUnknown`, `UnitUnknown`, `ItemUnknown` or `ItemTwice`.
    """
    if not drafted:
        return ()
    known = {item.id: item.field for item in before}
    require_own(known, [item.id for item in drafted if item.id])
    # An item that was there before stays in its field, even in one that the newest tree has dropped.
    fields = {item.field for item in drafted if not item.continues and known.get(item.id or UUID(int=0)) != item.field}
    names, known_fields = await load_field_names(work.connection, {item.field for item in drafted})
    require_known(fields, known_fields)
    agencies = await load_units(work.connection, {id_ for item in drafted for id_ in item.agencies})
    return tuple(
        ScopeItem(
            **item.model_dump(exclude={"id", "agencies"}),
            id=item.id or new_id(),
            field_name=names.get(item.field, ""),
            # By the id that stays, because two ids may have become one partner.
            agencies=tuple({agencies[id_].id: agencies[id_] for id_ in item.agencies}.values()),
        )
        for item in drafted
    )


async def require_umbrella(work: Work, umbrella_id: UUID | None, agreement_id: UUID | None = None) -> None:
    """Raise `AgreementUnknown` if the umbrella does not exist, and `UmbrellaOfItself` if it is this agreement."""
    if umbrella_id is None:
        return
    if umbrella_id == agreement_id:
        raise UmbrellaOfItself
    try:
        await load_agreement(work.connection, umbrella_id)
    except AgreementNotFound as error:
        raise AgreementUnknown(id=umbrella_id) from error


async def require_grounds(work: Work, agreement: Agreement) -> tuple[Caution, ...]:
    """The cautions about the meetings that justify additions.

    Raises `MeetingUnknown`, `MeetingOfAnotherKind` or `MeetingTooOld` for one that cannot.
    """
    meetings = {item.meeting_id for item in agreement.scope_items if item.meeting_id}
    grounds = await load_grounds(work.connection, meetings, agreement.line_id)
    today = day_in(agreement.zone, work.now)
    return tuple(caution for _, ground in sorted(grounds.items()) for caution in ground.require_fit(today))
