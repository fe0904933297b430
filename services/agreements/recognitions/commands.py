"""Proposing a recognition, and deciding on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.agreements.agreement.commands.announcing import unit_ref
from services.agreements.recognitions.access import (
    DECIDERS,
    KEEPERS,
    require_second_person,
    scope_to_decide,
    scope_to_propose,
)
from services.agreements.recognitions.model import (
    RecognisedPartnerUnfit,
    RecognisedTwice,
    Recognition,
    require_past_period,
    require_recogniser,
)
from services.agreements.recognitions.store import (
    insert_recognition,
    load_figures,
    lock_recognition,
    lock_similar,
    save_decision,
)
from services.agreements.register.store.units import load_units
from shared.access import Work, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.parts import PartnerRef
from shared.contracts.recognitions import PartnerRecognised, RecognitionProposed, RecognitionRefused
from shared.values.cooperation import RecognitionGround, RecognitionKind, RecognitionRefusal
from shared.values.ids import new_id
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class ProposeRecognition:
    """A unit of ours would recognise a partner for its deliveries in a period."""

    unit_id: UUID
    partner_id: UUID
    kind: RecognitionKind
    ground: RecognitionGround
    period_from: date
    period_until: date


@dataclass(frozen=True, slots=True)
class DecideRecognition:
    """The recognition is granted, or refused for a reason."""

    recognition_id: UUID
    expected_version: int
    refusal: RecognitionRefusal | None = None


@use_case(*KEEPERS, scope=scope_to_propose)
async def propose_recognition(work: Work, command: ProposeRecognition) -> Recognition:
    """Propose it, if the ledger, the sessions or the evaluations of the period show its ground."""
    units = await load_units(work.connection, [command.unit_id, command.partner_id])
    unit, partner = units[command.unit_id], units[command.partner_id]
    require_recogniser(unit)
    zone = unit.zone or CAPITAL_ZONE
    today = day_in(zone, work.now)
    period = (command.period_from, command.period_until)
    require_past_period(*period, today)
    figures = (await load_figures(work.connection, [unit.id], *period)).get((unit.id, partner.id))
    if figures is None:
        raise RecognisedPartnerUnfit(unit=unit.name, name=partner.public_name)
    figures.require(command.ground)
    if await lock_similar(work.connection, unit.id, partner.id, command.kind, period):
        raise RecognisedTwice
    recognition = Recognition(
        id=new_id(),
        unit=unit,
        partner=partner,
        kind=command.kind,
        ground=command.ground,
        period_from=command.period_from,
        period_until=command.period_until,
        figures=figures,
        zone=zone,
        proposed_on=today,
    )
    await insert_recognition(work, recognition)
    work.emit(RecognitionProposed(**_facts(recognition)))
    return recognition


@use_case(*DECIDERS, scope=scope_to_decide)
async def decide_recognition(work: Work, command: DecideRecognition) -> Recognition:
    """Grant it, which is public, or refuse it; another account than the one that proposed it decides."""
    recognition = await lock_recognition(work.connection, command.recognition_id)
    require_version(recognition.version, command.expected_version)
    await require_second_person(work, recognition.id)
    today = day_in(recognition.zone, work.now)
    if command.refusal is None:
        recognition.grant(today)
    else:
        recognition.refuse(today, command.refusal)
    await save_decision(work, recognition)
    if command.refusal is None:
        work.emit(PartnerRecognised(**_facts(recognition), recognised_on=today))
    else:
        work.emit(RecognitionRefused(**_facts(recognition), reason=command.refusal))
    return recognition


def _facts(recognition: Recognition) -> dict[str, Any]:
    partner = recognition.partner
    return {
        "partner_id": partner.id,
        "recognition_id": recognition.id,
        "version": recognition.version,
        "level": recognition.level,
        "keeper": unit_ref(recognition.unit),
        "partner": PartnerRef(id=partner.id, name=partner.public_name),
        "kind": recognition.kind,
        "ground": recognition.ground,
        "period_from": recognition.period_from,
        "period_until": recognition.period_until,
    }
