"""Correcting a slip in a signed agreement by an erratum."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from services.agreements.agreement.access import SUBMITTERS, scope_to_change
from services.agreements.agreement.commands.announcing import registered_facts, signed_facts
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.loading import load_live_successor_id, load_record_event, lock_agreement
from services.agreements.agreement.store.saving import save_record_event, save_with_parts
from services.agreements.succession.model.corrections import corrected_parts
from services.agreements.succession.model.notices import require_no_notice
from services.agreements.succession.model.succession import SuccessorExists
from services.agreements.succession.store.addenda import save_readings
from shared.access import Work, use_case
from shared.contracts.agreements import RegisteredAgreementCorrected, SignedAgreementCorrected
from shared.values.cooperation import CorrectedPart
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class CorrectAgreement:
    """The parts that are wrong, as they are right, and the reason. Document numbers are replaced instead."""

    agreement_id: UUID
    expected_version: int
    parts: Mapping[str, Any]
    reason: str


@use_case(*SUBMITTERS, scope=scope_to_change)
async def correct_agreement(work: Work, command: CorrectAgreement) -> Receipt:
    """Correct a signed agreement with its earlier readings; consumers get the whole agreement as it is right."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.require("correct")
    changed = corrected_parts(agreement, command.parts, day_in(agreement.zone, work.now))
    if "in_force_until" in changed:
        await _require_free_term(work, agreement)
    agreement.correct(command.reason, **changed)
    await save_with_parts(work, agreement)
    await save_readings(work.connection, agreement, changed)
    parts = cast("tuple[CorrectedPart, ...]", tuple(changed))
    corrects = await load_record_event(work.connection, agreement.id)
    await save_record_event(work, agreement, work.emit(_event(agreement, corrects, parts)))
    return agreement.receipt()


async def _require_free_term(work: Work, agreement: Agreement) -> None:
    """Raise `UnderNotice`, `WrongState` or `SuccessorExists`: another last day has been agreed on already."""
    require_no_notice(agreement)
    agreement.require("amend")
    successor_id = await load_live_successor_id(work.connection, agreement.id)
    if successor_id is not None:
        raise SuccessorExists(id=successor_id)


def _event(
    agreement: Agreement, corrects: UUID | None, parts: tuple[CorrectedPart, ...]
) -> SignedAgreementCorrected | RegisteredAgreementCorrected:
    if agreement.registered_source is None:
        return SignedAgreementCorrected(**signed_facts(agreement), corrects=corrects, corrected=parts)
    return RegisteredAgreementCorrected(**registered_facts(agreement), corrects=corrects, corrected=parts)
