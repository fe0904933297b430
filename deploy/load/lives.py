"""The lives of made-up agreements, by the moves and events of the service."""

from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Literal
from uuid import UUID

from deploy.load.contents import number_documents
from deploy.load.ids import id_at
from deploy.load.made import Made
from deploy.load.register import Register
from services.agreements.agreement.commands.announcing import (
    about,
    in_force_ref,
    registered_event,
    unit_ref,
)
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Party, Signature
from services.agreements.agreement.model.registration import registered_days
from services.agreements.review.model import Reviewer, reviewers_of
from services.agreements.signing.commands.signatures import signed_event
from shared.contracts.agreements import AgreementEnteredIntoForce, AgreementExpired
from shared.contracts.negotiation import (
    AgreementDrafted,
    AgreementSubmittedForReview,
    AgreementValidated,
    SignatureRecorded,
    SigningPlanned,
)
from shared.contracts.parts import UnitRef
from shared.values.terms import day_in, moment_of

Life = Literal["drafting", "review", "validated", "awaiting_signature", "signed", "registered"]
SHARES: tuple[tuple[Life, int], ...] = (
    ("drafting", 4),
    ("review", 3),
    ("validated", 2),
    ("awaiting_signature", 1),
    ("signed", 10),
)
"""Of a hundred agreements; the others were signed elsewhere and are registered later."""
OFFICER, HEAD = "petugas-contoh", "kepala-contoh"
TAKES = timedelta(days=40)
"""From the draft to the last signature."""
FINAL_AFTER = timedelta(days=90)
NO_NUMBER, TERMINATED = 31, 40
"""One of so many lacks the partner's number, or was ended before its term."""


def life_of(nth: int, at: datetime, now: datetime) -> Life:
    """The life of the agreement at a place; one that could not have come so far yet is registered instead."""
    place = nth % 100
    for life, share in SHARES:
        if place < share:
            return life if life == "drafting" or at + TAKES < now else "registered"
        place -= share
    return "registered"


def register_past(made: Made, random: Random, nth: int, today: date) -> None:
    """Register it, as one that was signed elsewhere and is known from a list."""
    agreement = made.agreement
    signed_on = agreement.agreed_term.starts_on
    days = registered_days(agreement.term, signed_on)
    agreement.registered_source, agreement.confidence = "spreadsheet", "likely"
    agreement.dated_on = agreement.signed_on = signed_on
    agreement.in_force_from, agreement.in_force_until = days.in_force_from, days.in_force_until
    number_documents(agreement, random, nth, made.at, all_known=nth % NO_NUMBER > 0)
    agreement.begin("register", signed_on)
    if nth % TERMINATED == 0 and days.in_force_from < today - timedelta(days=60):
        ended_on = days.in_force_from + timedelta(days=30)
        agreement.move("terminate", happened_on=ended_on)
        agreement.ended_on = ended_on
    made.note_moves(OFFICER, made.at)
    # The past is not news: what the calendar brought before is not announced.
    made.entered_at = made.at if days.in_force_from <= today else None
    if days.in_force_until and days.in_force_until < today:
        made.expired_at = made.final_at = made.at
    made.emit(lambda: registered_event(agreement, "spreadsheet", "likely"), made.at)


def draft(made: Made) -> None:
    """Draft it."""
    made.agreement.begin("draft")
    made.note_moves(OFFICER, made.at)
    made.emit(lambda: AgreementDrafted(**about(made.agreement), predecessor_id=None), made.at)


def submit(made: Made, register: Register) -> None:
    """Submit it for review."""
    agreement, at = made.agreement, made.at + timedelta(days=5)
    agreement.version += 1
    agreement.move("submit")
    made.reviewers = reviewers_of(agreement, at)
    made.note_moves(HEAD, at)
    made.emit(
        lambda: AgreementSubmittedForReview(
            **about(agreement),
            sides=tuple(each.side for each in made.reviewers),
            reviewers=tuple(_reviewing(agreement, register, each) for each in made.reviewers),
        ),
        at,
    )


def validate(made: Made) -> None:
    """All reviewers pass it."""
    agreement = made.agreement
    for nth, reviewer in enumerate(made.reviewers):
        letter = "CONTOH" if reviewer.side == "partner" else None
        reviewer.give_verdict("pass", (), letter, None, made.at + timedelta(days=10 + nth))
        agreement.version += 1
    agreement.move("validate")
    at = made.at + timedelta(days=10 + len(made.reviewers))
    made.note_moves(HEAD, at)
    made.emit(lambda: AgreementValidated(**about(agreement), signing_planned_on=None), at)


def plan_signing(made: Made, now: datetime) -> None:
    """Plan the day of signing, which is still to come."""
    agreement, at = made.agreement, made.at + timedelta(days=20)
    agreement.version += 1
    agreement.plan_signing(day_in(agreement.zone, now + timedelta(days=10)))
    made.note_moves(OFFICER, at)
    made.emit(lambda: SigningPlanned(**about(agreement), planned_on=agreement.signing_planned_on), at)


def sign(made: Made, random: Random, nth: int, now: datetime) -> None:
    """Number it, and let the partner sign and then our unit; the calendar follows."""
    agreement = made.agreement
    number_documents(agreement, random, nth, made.at, all_known=nth % NO_NUMBER > 0)
    agreement.version += len(agreement.numbers)
    for party, days in zip(reversed(agreement.parties), (30, TAKES.days), strict=True):
        at = made.at + timedelta(days=days)
        signature = _signature(party, id_at(at, random), day_in(agreement.zone, at))
        agreement.version += 1
        signed = agreement.put_signature(party, signature)
        made.note_moves(OFFICER, at)
        occurred_at = moment_of(signature.signed_on, agreement.zone, at)
        made.emit(partial(_recorded, agreement, signature), at, occurred_at)
        if signed:
            made.emit(partial(signed_event, agreement), at, occurred_at)
            _follow_calendar(made, at, now)


def _follow_calendar(made: Made, at: datetime, now: datetime) -> None:
    agreement, days = made.agreement, made.agreement.days_in_force
    today = day_in(agreement.zone, now)
    if days.in_force_from > today:
        return
    made.entered_at = at
    made.emit(lambda: AgreementEnteredIntoForce(**about(agreement), in_force=in_force_ref(days)), at)
    last = days.in_force_until
    if last is None or last >= today:
        return
    # A term may have been over before the last signature; the job finds it the day after.
    made.expired_at = min(max(at, moment_of(last, agreement.zone, now) + timedelta(days=1)), now)
    made.emit(lambda: AgreementExpired(**about(agreement), expired_on=last, final=False), made.expired_at)
    if made.expired_at + FINAL_AFTER < now:
        made.final_at = made.expired_at + FINAL_AFTER
        made.emit(lambda: AgreementExpired(**about(agreement), expired_on=last, final=True), made.final_at)


def _reviewing(agreement: Agreement, register: Register, reviewer: Reviewer) -> UnitRef:
    if reviewer.side == "region":
        return unit_ref(register.offices[reviewer.unit])
    if reviewer.side == "directorate_general":
        return unit_ref(register.centre)
    return unit_ref(next(party.unit for party in agreement.parties if str(party.unit.id) == reviewer.unit))


def _signature(party: Party, id_: UUID, day: date) -> Signature:
    position = "Kepala" if party.is_ours else "Pimpinan"
    return Signature(
        id=id_, party_id=party.id, ordinal=1, position=position, capacity="definitive", method="wet_ink", signed_on=day
    )


def _recorded(agreement: Agreement, signature: Signature) -> SignatureRecorded:
    return SignatureRecorded(
        **about(agreement),
        party_id=signature.party_id,
        position=signature.position,
        capacity=signature.capacity,
        signs_for=signature.signs_for,
        method=signature.method,
        signed_on=signature.signed_on,
        outstanding=agreement.outstanding,
    )
