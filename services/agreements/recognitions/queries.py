"""Recognitions that the reader's positions reach, those of a partner, and the partners that may be recognised."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pydantic import BaseModel

from services.agreements.recognitions.access import DECIDERS, KEEPERS, OFFICES, has_proposed, scope_to_read
from services.agreements.recognitions.model import Figures, Recognition, RecognitionState
from services.agreements.register import access as register_access
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.cooperation import RecognitionGround, RecognitionKind
from shared.values.terms import day_in
from shared.web.cursors import Page, PageRequest

PERIOD_DAYS = 365
"""Without another period, partners are recognised for the last year."""


class RecognitionSummary(BaseModel):
    """One recognition in a list."""

    id: UUID
    unit: str
    partner_id: UUID
    partner: str
    kind: RecognitionKind
    ground: RecognitionGround
    period_from: date
    period_until: date
    state: RecognitionState
    decided_on: date | None


class GrantedRecognition(BaseModel):
    """A recognition that a partner has, as everyone may read it who reads the partner."""

    recognition_id: UUID
    unit: str
    kind: RecognitionKind
    ground: RecognitionGround
    period_from: date
    period_until: date
    recognised_on: date


class RecognisablePartner(BaseModel):
    """A partner that has delivered under the agreements of a unit, and was not recognised by it in the period."""

    unit_id: UUID
    unit: str
    partner_id: UUID
    partner: str
    figures: Figures


class Recognisable(BaseModel):
    """The partners that may be recognised for a period."""

    period_from: date
    period_until: date
    partners: list[RecognisablePartner]


@dataclass(frozen=True, slots=True)
class ShowRecognition:
    """One recognition."""

    recognition_id: UUID


@dataclass(frozen=True, slots=True)
class ListRecognitions:
    """The newest first; of one state, if it is named."""

    state: RecognitionState | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ListRecognitionsOfPartner:
    """The granted recognitions of one partner."""

    partner_id: UUID


@dataclass(frozen=True, slots=True)
class ListRecognisable:
    """The partners that the reader's units may recognise for a period; without one, for the last year."""

    period_from: date | None = None
    period_until: date | None = None


_LIST = """
SELECT r.id, u.name AS unit, p.id AS partner_id, p.public_name AS partner, r.kind, r.ground, r.period_from,
       r.period_until, r.state, r.decided_on
FROM recognition r JOIN unit u ON u.id = r.unit_id JOIN partner_resolved p ON p.named_as = r.partner_id
WHERE ($1 OR u.id = ANY ($2) OR u.region = ANY ($3)) AND ($4::text IS NULL OR r.state = $4)
  AND ($5::uuid IS NULL OR r.id < $5)
ORDER BY r.id DESC LIMIT $6
"""
_OF_PARTNER = """
SELECT r.id AS recognition_id, u.name AS unit, r.kind, r.ground, r.period_from, r.period_until,
       r.decided_on AS recognised_on
FROM recognition r JOIN unit u ON u.id = r.unit_id
JOIN partner_resolved named ON named.named_as = r.partner_id
WHERE named.id = (SELECT id FROM partner_resolved WHERE named_as = $1) AND r.state = 'granted'
ORDER BY r.decided_on DESC, r.id DESC LIMIT 100
"""
_RECOGNISABLE = """
SELECT f.*, u.name AS unit, p.public_name AS partner
FROM unit u
CROSS JOIN LATERAL recognition_figures(ARRAY[u.id], $4, $5) AS f
JOIN partner p ON p.id = f.partner_id
WHERE u.id IN (SELECT keeper_id FROM agreement)
  AND ($1 OR u.id = ANY ($2) OR (u.kind = 'regional_office' AND u.region = ANY ($3)))
  AND (f.fulfilled > 0 OR f.sessions > 0 OR f.commended > 0)
  AND NOT EXISTS (SELECT FROM recognition r JOIN partner_resolved named ON named.named_as = r.partner_id
                  WHERE r.unit_id = u.id AND named.id = f.partner_id AND r.state <> 'refused'
                    AND r.period_from <= $5 AND r.period_until >= $4)
ORDER BY f.sessions DESC, f.fulfilled DESC, partner, f.partner_id LIMIT 200
"""


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def show_recognition(work: Work, query: ShowRecognition) -> Recognition:
    """One recognition with the figures of the day of its proposal."""
    whole = await work.connection.fetchval("SELECT whole FROM recognition_whole WHERE id = $1", query.recognition_id)
    return Recognition.model_validate_json(whole)


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_recognitions(work: Work, query: ListRecognitions) -> Page[RecognitionSummary]:
    """One page of recognitions."""
    reach = work.actor.reach(OFFICES)
    parameters = (reach.nation, reach.facilities, reach.regions, query.state, *query.page.after_as(UUID))
    rows = await work.connection.fetch(_LIST, *parameters, query.page.limit + 1)
    summaries = [RecognitionSummary.model_validate(dict(row)) for row in rows]
    return query.page.cut(summaries, lambda summary: [summary.id])


@use_case(*register_access.READERS, scope=register_access.scope_to_read, changes=False)
async def list_recognitions_of_partner(work: Work, query: ListRecognitionsOfPartner) -> list[GrantedRecognition]:
    """The recognitions that a partner has, the newest first."""
    rows = await work.connection.fetch(_OF_PARTNER, query.partner_id)
    return [GrantedRecognition.model_validate(dict(row)) for row in rows]


@use_case(*KEEPERS, scope=anywhere, changes=False)
async def list_recognisable(work: Work, query: ListRecognisable) -> Recognisable:
    """The partners that have delivered in the period, those with the most sessions first."""
    until = query.period_until or day_in(CAPITAL_ZONE, work.now)
    since = query.period_from or until - timedelta(days=PERIOD_DAYS)
    reach = work.actor.reach(KEEPERS)
    rows = await work.connection.fetch(_RECOGNISABLE, reach.nation, reach.facilities, reach.regions, since, until)
    partners = [RecognisablePartner(**dict(row), figures=Figures.model_validate(dict(row))) for row in rows]
    return Recognisable(period_from=since, period_until=until, partners=partners)


def may_recognise(work: Work) -> bool:
    """Whether a position of the reader may propose a recognition for some unit."""
    return work.actor.may(KEEPERS, None)


async def may_decide(work: Work, recognition: Recognition) -> bool:
    """Whether the reader may decide on a recognition that waits: a head of its unit who has not proposed it."""
    if recognition.state != "proposed" or not work.actor.may(DECIDERS, recognition.unit.scope):
        return False
    return not await has_proposed(work, recognition.id)
