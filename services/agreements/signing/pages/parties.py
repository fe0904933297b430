"""The parties for which the reader may record a signature or a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.agreements.agreement.model.parts import Party
from services.agreements.agreement.queries.showing import AgreementDetails
from services.agreements.signing.access import SIGNERS
from services.agreements.signing.commands.ends import decline
from services.agreements.signing.commands.numbering import record_number
from services.agreements.signing.commands.signatures import record_signature
from shared.access import Work
from shared.access.use_case import UseCase


@dataclass(frozen=True, slots=True)
class AboutThisParty:
    """A party of an agreement, as its access check needs it."""

    agreement_id: UUID
    party_id: UUID


async def parties_to_sign(work: Work, agreement: AgreementDetails) -> list[Party]:
    """The parties whose signature is awaited, and may be recorded by the reader."""
    unsigned = (party for party in agreement.parties if not agreement.has_signed(party))
    return await _permitted(work, agreement, record_signature, unsigned)


async def parties_to_number(work: Work, agreement: AgreementDetails) -> list[Party]:
    """The parties without a document number that the reader may record."""
    numbered = {number.party_id for number in agreement.numbers}
    unnumbered = (party for party in agreement.parties if party.id not in numbered)
    return await _permitted(work, agreement, record_number, unnumbered)


async def parties_to_decline(work: Work, agreement: AgreementDetails) -> list[Party]:
    """The parties for which the reader may record that they will not sign."""
    unsigned = (party for party in agreement.principals if not agreement.has_signed(party))
    return await _permitted(work, agreement, decline, unsigned)


def needs_override(work: Work, parties: Iterable[Party]) -> bool:
    """Whether the reader would record for the desk of another unit, for which it gives a reason."""
    foreign = any(party.unit.kind in ("facility", "regional_office") for party in parties)
    return foreign and work.actor.reach(SIGNERS).nation


async def _permitted(
    work: Work, agreement: AgreementDetails, use_case: UseCase[Any, Any], parties: Iterable[Party]
) -> list[Party]:
    return [party for party in parties if await use_case.permits(work, AboutThisParty(agreement.id, party.id))]
