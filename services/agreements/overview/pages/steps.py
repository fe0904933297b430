"""What the reader may do with an agreement now: its state allows it, and the reader's positions permit it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from services.agreements.agreement.commands.drafting import begin_drafting, change_draft
from services.agreements.agreement.model.states import MOVES, MoveName
from services.agreements.agreement.queries.showing import AgreementDetails
from services.agreements.documents.commands.filing import record_document
from services.agreements.review.commands.asking import submit_draft
from services.agreements.review.commands.ends import reopen_agreement, withdraw_agreement
from services.agreements.review.pages.reviewers import reviews_to_give
from services.agreements.review.queries import Review
from services.agreements.signing.commands.ends import cancel
from services.agreements.signing.commands.planning import plan_signing
from services.agreements.signing.queries import parties_to_decline, parties_to_number, parties_to_sign
from services.agreements.succession.commands.addenda import draft_addendum
from services.agreements.succession.commands.correcting import correct_agreement
from services.agreements.succession.commands.extending import draft_extension
from services.agreements.succession.commands.terminating import terminate_agreement, withdraw_notice
from shared.access import Work
from shared.access.use_case import UseCase


class OpenStep(NamedTuple):
    """A step: the word of its button, the last part of its address, its use case, and the moves that it makes.

    Without a move it is possible in every state.
    """

    word: str
    address: str
    use_case: UseCase[Any, Any]
    moves: tuple[MoveName, ...]


@dataclass(frozen=True, slots=True)
class About:
    """The agreement that a step is about."""

    agreement_id: UUID


STEPS = (
    OpenStep("begin_drafting", "penyusunan", begin_drafting, ("begin_drafting",)),
    OpenStep("change_draft", "draf", change_draft, ("change",)),
    OpenStep("submit_draft", "pengajuan", submit_draft, ("submit",)),
    OpenStep("plan_signing", "jadwal", plan_signing, ("plan_signing", "move_plan")),
    OpenStep("extend", "perpanjangan", draft_extension, ("supersede",)),
    OpenStep("merge_agreements", "penggabungan", draft_extension, ("supersede",)),
    OpenStep("split_agreement", "pemecahan", draft_extension, ("supersede",)),
    OpenStep("draft_addendum", "adendum", draft_addendum, ("amend",)),
    OpenStep("correct_agreement", "ralat", correct_agreement, ("correct",)),
    OpenStep("withdraw_notice", "penarikan-pengakhiran", withdraw_notice, ("withdraw_notice",)),
    OpenStep("file_document", "dokumen/baru", record_document, ()),
    OpenStep("reopen", "pembukaan", reopen_agreement, ("reopen",)),
    OpenStep("withdraw", "penarikan", withdraw_agreement, ("withdraw",)),
    OpenStep("cancel_agreement", "pembatalan", cancel, ("cancel",)),
    OpenStep("terminate", "pengakhiran", terminate_agreement, ("terminate",)),
)


FINAL = ("withdraw", "cancel_agreement", "terminate", "decline")
"""They come last, because they cannot be undone."""


async def open_steps(work: Work, agreement: AgreementDetails, reviews: Sequence[Review]) -> list[tuple[str, str]]:
    """The word and the address of each step, the most usual first."""
    found = []
    if await reviews_to_give(work, agreement, reviews):
        found.append(("give_verdict", "telaah"))
    if _possible(agreement, "sign_in_part") and parties_to_sign(work, agreement):
        found.append(("record_signature", "tanda-tangan"))
    for step in STEPS:
        if (step.moves and not _possible(agreement, *step.moves)) or _taken(agreement, step):
            continue
        if await step.use_case.permits(work, About(agreement.id)):
            found.append((step.word, step.address))
    if parties_to_number(work, agreement):
        found.append(("record_number", "nomor"))
    # From the approval on: before it, a party that disagrees returns the draft.
    if _possible(agreement, "sign_in_part") and parties_to_decline(work, agreement):
        found.append(("decline", "penolakan"))
    return sorted(found, key=lambda found_step: found_step[0] in FINAL)


async def may_extend(work: Work, agreement: AgreementDetails) -> bool:
    """Whether the reader may draft the extension of an agreement now."""
    possible = _possible(agreement, "supersede") and agreement.successor_id is None
    return possible and await draft_extension.permits(work, About(agreement.id))


def _taken(agreement: AgreementDetails, step: OpenStep) -> bool:
    """Whether an agreement that continues this one, or a notice, leaves no room for the step."""
    if step.word == "withdraw_notice":
        return not agreement.under_notice
    if step.word == "draft_addendum" and agreement.under_notice:
        return True
    if agreement.successor_id is None or step.moves not in (("supersede",), ("amend",)):
        return False
    return step.word != "split_agreement" or not agreement.successors_are_parts


def _possible(agreement: AgreementDetails, *moves: MoveName) -> bool:
    return any(agreement.document_state in MOVES[move].origins for move in moves)
