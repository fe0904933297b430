"""The parties for which the reader may record a signature, a number or a refusal.

They are asked of the agreement that is shown: a national one may have hundreds of parties, too many for a query each.
"""

from collections.abc import Iterable

from services.agreements.agreement.model.parts import DocumentNumber, Party, Signature
from services.agreements.agreement.model.states import MOVES
from services.agreements.agreement.queries.showing import AgreementDetails
from services.agreements.signing.access import DECLINERS, SIGNERS, scope_of_desk, scope_of_refusal
from shared.access import Work


def parties_to_sign(work: Work, agreement: AgreementDetails) -> list[Party]:
    """The parties whose signature is awaited, and may be recorded by the reader."""
    return [
        party for party in agreement.parties if not agreement.has_signed(party) and _at_desk(work, agreement, party)
    ]


def parties_to_number(work: Work, agreement: AgreementDetails) -> list[Party]:
    """The parties without a document number that the reader may record."""
    numbered = {number.party_id for number in agreement.numbers}
    return [party for party in agreement.parties if party.id not in numbered and _at_desk(work, agreement, party)]


def parties_to_decline(work: Work, agreement: AgreementDetails) -> list[Party]:
    """The parties for which the reader may record that they will not sign."""
    keepers = agreement.keeper.scope
    unsigned = (party for party in agreement.principals if not agreement.has_signed(party))
    return [party for party in unsigned if work.actor.may(DECLINERS, scope_of_refusal(keepers, party))]


def signatures_to_void(work: Work, agreement: AgreementDetails) -> list[Signature]:
    """The signatures that the reader may void; none once all have signed."""
    if agreement.document_state not in MOVES["void_signature"].origins:
        return []
    parties = {party.id: party for party in agreement.parties}
    return [each for each in agreement.signatures if _at_desk(work, agreement, parties[each.party_id])]


def numbers_to_replace(work: Work, agreement: AgreementDetails) -> list[DocumentNumber]:
    """The numbers that the reader may replace."""
    parties = {party.id: party for party in agreement.parties}
    return [each for each in agreement.numbers if _at_desk(work, agreement, parties[each.party_id])]


def needs_override(work: Work, parties: Iterable[Party]) -> bool:
    """Whether the reader would record for the desk of another unit, for which it gives a reason."""
    foreign = any(party.unit.kind in ("facility", "regional_office") for party in parties)
    return foreign and work.actor.reach(SIGNERS).nation


def _at_desk(work: Work, agreement: AgreementDetails, party: Party) -> bool:
    return work.actor.may(SIGNERS, scope_of_desk(agreement, party))
