"""Access to signing: the desk of a party records its signature, and the keepers of the agreement a partner's."""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Party
from services.agreements.agreement.store.loading import load_agreement
from shared.access import Work
from shared.values.capabilities import Capability, Scope

SIGNERS = KEEPERS
"""May record signatures and numbers: the desks of our units for their own, the keepers for partners."""
DECLINERS = (*KEEPERS, Capability.PARTNER_CONTACT)
"""May record that a party will not sign: its own desk or contact, or the keepers."""


class AboutParty(Protocol):
    """A command about one party of an agreement."""

    @property
    def agreement_id(self) -> UUID:
        """The id of the agreement."""

    @property
    def party_id(self) -> UUID:
        """The id of the party."""


async def scope_to_sign(work: Work, command: AboutParty) -> Scope:
    """The scope of the party's own desk; the keepers' for a partner. Raises `AgreementNotFound` or `PartyUnknown`."""
    agreement = await load_agreement(work.connection, command.agreement_id)
    party = next((party for party in agreement.parties if party.id == command.party_id), None)
    # A party that does not exist is refused by the use case: only the keepers learn which parties there are.
    return scope_of_desk(agreement, party) if party else agreement.keeper.scope


async def scope_to_decline(work: Work, command: AboutParty) -> Scope:
    """The scope of the party that declines, together with the keepers'. Raises `AgreementNotFound`."""
    agreement = await load_agreement(work.connection, command.agreement_id)
    keepers = await scope_to_change(work, command)
    party = next((party for party in agreement.parties if party.id == command.party_id), None)
    return scope_of_refusal(keepers, party) if party else keepers


def scope_of_desk(agreement: Agreement, party: Party) -> Scope:
    """The scope in which the signature and the number of a party are recorded."""
    return agreement.desk_of(party).scope


def scope_of_refusal(keepers: Scope, party: Party) -> Scope:
    """The scope in which the refusal of a party is recorded."""
    own = party.unit.scope
    return Scope(keepers.facilities | own.facilities, keepers.regions | own.regions, own.partners)
