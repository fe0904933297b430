"""Reactions to ceremonies, and to agreements whose programs have just been planned."""

from services.programs.ceremonies.commands import FulfilWishes, KeepWishes, fulfil_wishes, keep_wishes
from services.programs.ceremonies.model import OpeningWish
from shared.access import Work
from shared.contracts.agreements import AgreementSigned, ScopeExtended
from shared.contracts.ceremonies import CeremonyHeld
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def keep_what_opens(work: Work, event: CeremonyHeld, _envelope: Envelope) -> None:
    """Keep the programs that open at the ceremony, each for the unit that keeps its agreement."""
    keepers = {each.agreement_id: each.keeper_id for each in event.agreements}
    for unit in (event.keeper, *event.guests):
        wishes = tuple(
            OpeningWish(
                ceremony_id=event.ceremony_id,
                scope_item_id=each.scope_item_id,
                agreement_id=each.agreement_id,
                opened_on=event.held_on,
                capacity=each.capacity,
            )
            for each in event.opens
            if keepers[each.agreement_id] == unit.id
        )
        if wishes:
            facility_id = unit.id if unit.kind == "facility" else None
            await keep_wishes(work, KeepWishes(wishes, facility_id, unit.region))


async def open_what_is_planned(work: Work, event: AgreementSigned | ScopeExtended, _envelope: Envelope) -> None:
    """Open the programs planned by this event: the ceremony may have arrived before it."""
    await fulfil_wishes(work, FulfilWishes(event.agreement_id))


REACTIONS: Reactions = (
    (CeremonyHeld, keep_what_opens),
    (AgreementSigned, open_what_is_planned),
    (ScopeExtended, open_what_is_planned),
)
"""After those of `authorisations`, which plan the programs."""
