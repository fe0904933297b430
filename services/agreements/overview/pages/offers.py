"""What the reader may do with an agreement now: its state allows it, and the reader's positions permit it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from services.agreements.agreement.commands.drafting import begin_drafting, change_draft
from services.agreements.agreement.model.states import MOVES, MoveName
from services.agreements.agreement.queries.showing import AgreementDetails
from services.agreements.review.commands import REVIEW_OF, reopen_agreement, submit_draft, withdraw_agreement
from services.agreements.review.queries import Review
from services.agreements.signing.commands.numbering import record_number
from services.agreements.signing.commands.planning import plan_signing
from services.agreements.signing.commands.signatures import record_signature
from services.agreements.succession.commands.extending import draft_extension
from shared.access import Work
from shared.access.use_case import UseCase


class Offer(NamedTuple):
    """A step: the word of its button, the last part of its address, its use case, and the moves that it makes."""

    word: str
    address: str
    use_case: UseCase[Any, Any]
    moves: tuple[MoveName, ...]


@dataclass(frozen=True, slots=True)
class About:
    """The agreement that a step is about, and the party or the reviewing unit where there is one."""

    agreement_id: UUID
    party_id: UUID | None = None
    unit: str | None = None


OFFERS = (
    Offer("begin_drafting", "penyusunan", begin_drafting, ("begin_drafting",)),
    Offer("change_draft", "draf", change_draft, ("change",)),
    Offer("submit_draft", "pengajuan", submit_draft, ("submit",)),
    Offer("plan_signing", "jadwal", plan_signing, ("plan_signing", "move_plan")),
    Offer("extend", "perpanjangan", draft_extension, ("supersede",)),
    Offer("reopen", "pembukaan", reopen_agreement, ("reopen",)),
    Offer("withdraw", "penarikan", withdraw_agreement, ("withdraw",)),
)


async def offers(work: Work, agreement: AgreementDetails, reviews: Sequence[Review]) -> list[tuple[str, str]]:
    """The word and the address of each step, the most usual first."""
    found = []
    if await _may_review(work, agreement, reviews):
        found.append(("give_verdict", "telaah"))
    if await _may_record(work, agreement, record_signature, signed=True):
        found.append(("record_signature", "tanda-tangan"))
    for offer in OFFERS:
        if not _possible(agreement, *offer.moves) or (offer.word == "extend" and agreement.successor_id):
            continue
        if await offer.use_case.permits(work, About(agreement.id)):
            found.append((offer.word, offer.address))
    if await _may_record(work, agreement, record_number, signed=False):
        found.append(("record_number", "nomor"))
    return found


def _possible(agreement: AgreementDetails, *moves: MoveName) -> bool:
    return any(agreement.document_state in MOVES[move].origins for move in moves)


async def _may_review(work: Work, agreement: AgreementDetails, reviews: Sequence[Review]) -> bool:
    if agreement.document_state != "review":
        return False
    newest = max((each.round for each in reviews), default=0)
    for each in reviews:
        if each.round == newest and each.verdict is None:
            about = About(agreement.id, unit=each.unit or None)
            if await REVIEW_OF[each.side].permits(work, about):
                return True
    return False


async def _may_record(work: Work, agreement: AgreementDetails, use_case: UseCase[Any, Any], *, signed: bool) -> bool:
    """Whether the reader may record a signature, or a number, for a party that has none yet."""
    if signed and not _possible(agreement, "sign_in_part"):
        return False
    numbered = {number.party_id for number in agreement.numbers}
    for party in agreement.parties:
        missing = not agreement.has_signed(party) if signed else party.id not in numbered
        if missing and await use_case.permits(work, About(agreement.id, party_id=party.id)):
            return True
    return False
