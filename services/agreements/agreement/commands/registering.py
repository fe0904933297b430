"""Registering an agreement that was signed elsewhere, with whatever is known of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, require_submitter, scope_to_begin
from services.agreements.agreement.commands.announcing import registered_event
from services.agreements.agreement.commands.drafting import NewLine, begin_line
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import DocumentNumber, Receipt
from services.agreements.agreement.model.registration import (
    DATE_OF_DOCUMENT,
    DAY_OF_SIGNING,
    LAST_DAY,
    KnownNumber,
    is_over,
    party_with,
    registered_days,
    registration_cautions,
    require_extendable_by,
)
from services.agreements.agreement.model.scope import require_kept
from services.agreements.agreement.store.inserting import insert_agreement
from services.agreements.agreement.store.loading import load_live_successor_id, lock_agreement
from services.agreements.agreement.store.registration import announced, insert_registered_numbers
from services.agreements.agreement.store.saving import save_record_event
from shared.access import Work, use_case
from shared.values.cooperation import Confidence, RegistrationSource
from shared.values.ids import new_id
from shared.values.refusals import require_past
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAgreement(NewLine):
    """An agreement of the past: how it is known, its days as far as they are known, and its numbers.

    `ended_on` is the last day of one that was ended before its term.
    """

    source: RegistrationSource
    confidence: Confidence
    predecessor_id: UUID | None = None
    dated_on: date | None = None
    signed_on: date | None = None
    ended_on: date | None = None
    numbers: tuple[KnownNumber, ...] = ()


@use_case(*KEEPERS, scope=scope_to_begin)
async def register_agreement(work: Work, command: RegisterAgreement) -> Receipt:
    """Register an agreement straight into its state, without review and signatures in Sinergi.

    One that is not over binds the unit without anyone's verdict, so its head registers it.
    """
    agreement = await begin_line(work, command)
    today = day_in(agreement.zone, work.now)
    _check_days(command, today)
    await _continue(work, agreement, command.predecessor_id)
    days = registered_days(agreement.term, command.signed_on)
    if not is_over(days, command.ended_on, today):
        require_submitter(work, agreement.keeper.scope)
    agreement.registered_source, agreement.confidence = command.source, command.confidence
    agreement.dated_on, agreement.signed_on = command.dated_on, command.signed_on
    agreement.in_force_from, agreement.in_force_until = days.in_force_from, days.in_force_until
    agreement.numbers = tuple(_number(agreement, known, today) for known in command.numbers)
    agreement.begin("register", command.signed_on)
    if command.ended_on:
        agreement.move("terminate", happened_on=command.ended_on)
        agreement.ended_on = command.ended_on
    # The past is not news: what the calendar brought before today is not announced.
    await insert_agreement(work, agreement, announced(agreement, today, work.now))
    await insert_registered_numbers(work, agreement)
    # It occurs now: what is announced is that the agreement is on record. The days of the past are in the event.
    event = registered_event(agreement, command.source, command.confidence)
    await save_record_event(work, agreement, work.emit(event))
    return agreement.receipt().model_copy(update={"cautions": registration_cautions(command.signed_on, today)})


def _check_days(command: RegisterAgreement, today: date) -> None:
    for name, day in (
        (DAY_OF_SIGNING, command.signed_on),
        (DATE_OF_DOCUMENT, command.dated_on),
        (LAST_DAY, command.ended_on),
    ):
        if day:
            require_past(name, day, today)


async def _continue(work: Work, agreement: Agreement, predecessor_id: UUID | None) -> None:
    if predecessor_id is None:
        require_kept((), agreement.scope_items)
        return
    before = await lock_agreement(work.connection, predecessor_id)
    require_extendable_by(agreement, before, await load_live_successor_id(work.connection, before.id))
    require_kept(before.scope_items, agreement.scope_items)
    agreement.predecessor_id, agreement.line_id = before.id, before.line_id


def _number(agreement: Agreement, known: KnownNumber, today: date) -> DocumentNumber:
    party = party_with(agreement, known.unit_id)
    dated_on = agreement.dated_on or agreement.signed_on
    year = known.year or (dated_on or today).year
    return DocumentNumber(id=new_id(), party_id=party.id, issuer=party.unit, number=known.number, year=year)
