"""One meeting, and lists of the meetings that the reader's positions reach."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from services.agreements.meetings.access import KEEPERS, READERS, scope_to_correct, scope_to_read
from services.agreements.meetings.model.corrections import CorrectionNotFound, CorrectionOfMinutes, CorrectionSummary
from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.model.parts import ActionItem, Organisation, Subject
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import MeetingKind, Visibility
from shared.values.reported_days import ReportedDay
from shared.web.cursors import Page, PageRequest


class MeetingSummary(BaseModel):
    """One meeting in a list; `sorted_on` is the latest day that it can have been held."""

    id: UUID
    kinds: list[MeetingKind]
    held: ReportedDay
    sorted_on: date
    about: list[Subject]
    visibility: Visibility
    host: Organisation | None
    decisions: int
    open_action_items: int
    uncovered_fields: list[str]
    retracted: bool


class ActionItemSummary(ActionItem):
    """One action item in a list, with its meeting; overdue if it is open and its day is over in the meeting's zone."""

    meeting_id: UUID
    kinds: list[MeetingKind]
    overdue: bool


ActionItemState = Literal["open", "overdue", "completed"]
"""Open items include those that are overdue."""


@dataclass(frozen=True, slots=True)
class ListActionItems:
    """The first due first, those without a day last; each filter narrows. `owner` is the unit that has to act."""

    owner: UUID | None
    state: ActionItemState | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowMeeting:
    """One meeting."""

    meeting_id: UUID


@dataclass(frozen=True, slots=True)
class ListCorrections:
    """The corrections of one meeting's minutes, the latest first."""

    meeting_id: UUID


@dataclass(frozen=True, slots=True)
class ShowCorrection:
    """One correction, by the version that it has made."""

    meeting_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ListMeetings:
    """The latest first; each filter narrows. `about` and `unit` are ids of any kind."""

    about: UUID | None
    unit: UUID | None
    kind: MeetingKind | None
    page: PageRequest


_CORRECTIONS = """
SELECT version, at AS corrected_at, reason FROM meeting_correction WHERE meeting_id = $1 ORDER BY version DESC
"""
_CORRECTION = """
SELECT version, at AS corrected_at, reason, before FROM meeting_correction WHERE meeting_id = $1 AND version = $2
"""
_REACHED = """
($1 OR EXISTS (SELECT FROM meeting_unit u WHERE u.meeting_id = m.id AND (
                   (u.kind = 'facility' AND u.unit_id = ANY($2)) OR u.region = ANY($3)
                   OR (u.kind = 'partner' AND u.unit_id = ANY($4)))))
"""
_ITEMS = f"""
SELECT to_jsonb(i) || jsonb_build_object(
    'owner', jsonb_build_object(
        'unit_id', i.owner_id, 'organisation', i.owner_organisation, 'position', i.owner_position),
    'kinds', m.kinds, 'overdue', coalesce(i.completed_on IS NULL AND i.due_on < today.day, false))
FROM action_item i JOIN meeting m ON m.id = i.meeting_id
CROSS JOIN LATERAL (SELECT ($5::timestamptz AT TIME ZONE m.zone)::date AS day) AS today
WHERE {_REACHED}
  AND ($6::uuid IS NULL OR i.owner_id IN (SELECT u.named_as FROM any_unit asked JOIN any_unit u ON u.id = asked.id
                                          WHERE asked.named_as = $6))
  AND CASE $7::text WHEN 'open' THEN i.completed_on IS NULL WHEN 'completed' THEN i.completed_on IS NOT NULL
              WHEN 'overdue' THEN i.completed_on IS NULL AND i.due_on < today.day ELSE true END
  AND ($8::date IS NULL OR (coalesce(i.due_on, 'infinity'), i.id) > ($8, $9::uuid))
ORDER BY coalesce(i.due_on, 'infinity'), i.id LIMIT $10
"""  # noqa: S608 -- a constant
# EXISTS rather than a join: `meeting_unit` has a row for each unit, so a join would repeat meetings.
_LIST = f"""
SELECT jsonb_build_object(
    'id', m.id, 'kinds', m.kinds, 'held', m.held, 'sorted_on', m.sorted_on, 'about', m.about,
    'visibility', m.visibility, 'host', m.host, 'decisions', cardinality(m.decisions),
    'open_action_items', (SELECT count(*) FROM action_item i WHERE i.meeting_id = m.id AND i.completed_on IS NULL),
    'uncovered_fields', (SELECT coalesce(jsonb_agg(DISTINCT u.field), '[]')
                         FROM uncovered_practice u WHERE u.meeting_id = m.id),
    'retracted', EXISTS (SELECT FROM meeting r WHERE r.id = m.id AND r.retracted_at IS NOT NULL))
FROM meeting_outline m
WHERE {_REACHED}
  AND ($5::uuid IS NULL OR EXISTS (SELECT FROM meeting_subject s WHERE s.meeting_id = m.id AND s.subject_id = $5))
  AND ($6::uuid IS NULL OR EXISTS (SELECT FROM meeting_unit u WHERE u.meeting_id = m.id AND u.unit_id IN (
                             SELECT id FROM any_unit WHERE named_as = $6)))
  AND ($7::text IS NULL OR $7 = ANY(m.kinds))
  AND ($8::date IS NULL OR (m.sorted_on, m.id) < ($8, $9::uuid))
ORDER BY m.sorted_on DESC, m.id DESC LIMIT $10
"""  # noqa: S608 -- a constant


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_meeting(work: Work, query: ShowMeeting) -> Meeting:
    """One meeting with all its parts."""
    whole = "SELECT whole FROM meeting_whole WHERE id = $1"
    return Meeting.model_validate_json(await work.connection.fetchval(whole, query.meeting_id))


@use_case(*READERS, scope=scope_to_read, changes=False)
async def list_corrections(work: Work, query: ListCorrections) -> list[CorrectionSummary]:
    """The corrections of the minutes."""
    rows = await work.connection.fetch(_CORRECTIONS, query.meeting_id)
    return [CorrectionSummary.model_validate(dict(row)) for row in rows]


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_correction(work: Work, query: ShowCorrection) -> CorrectionOfMinutes:
    """One correction with the minutes as they were. Raises `CorrectionNotFound`."""
    row = await work.connection.fetchrow(_CORRECTION, query.meeting_id, query.version)
    if row is None:
        raise CorrectionNotFound(version=query.version)
    before = Meeting.model_validate_json(row["before"])
    return CorrectionOfMinutes.model_validate(dict(row) | {"before": before})


@use_case(*READERS, scope=anywhere, changes=False)
async def list_meetings(work: Work, query: ListMeetings) -> Page[MeetingSummary]:
    """One page of meetings."""
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(
        _LIST,
        *reach,
        query.about,
        query.unit,
        query.kind,
        *query.page.after_as(date.fromisoformat, UUID),
        query.page.limit + 1,
    )
    summaries = [MeetingSummary.model_validate_json(row[0]) for row in rows]
    return query.page.cut(summaries, lambda summary: [summary.sorted_on, summary.id])


@use_case(*READERS, scope=anywhere, changes=False)
async def list_action_items(work: Work, query: ListActionItems) -> Page[ActionItemSummary]:
    """One page of the action items of the meetings whose minutes the reader may read."""
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(
        _ITEMS,
        *reach,
        work.now,
        query.owner,
        query.state,
        *query.page.after_as(date.fromisoformat, UUID),
        query.page.limit + 1,
    )
    items = [ActionItemSummary.model_validate_json(row[0]) for row in rows]
    return query.page.cut(items, lambda item: [item.due_on or date.max, item.id])


async def may_correct_minutes(work: Work, query: ShowMeeting) -> bool:
    """Whether the reader may correct the minutes of a meeting."""
    return work.actor.may(KEEPERS, await scope_to_correct(work, query))


def may_record_meeting(work: Work) -> bool:
    """Whether a position of the reader may record a meeting, of whatever unit."""
    return work.actor.may(KEEPERS, None)
