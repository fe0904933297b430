"""Lists of the agreements that the reader's positions reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.access import KEEPERS, READERS
from services.agreements.agreement.model.states import StateToday
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import Instrument, Level
from shared.values.inputs import letters_and_digits, number_key
from shared.web.cursors import Page, PageRequest


class AgreementSummary(BaseModel):
    """One agreement in a list; `state` is today's."""

    id: UUID
    registration_number: str
    line_id: UUID
    predecessor_id: UUID | None
    instrument: Instrument
    level: Level
    title: str
    state: StateToday
    keeper: str
    in_force_from: date | None
    in_force_until: date | None
    parties: list[str]


@dataclass(frozen=True, slots=True)
class ListAgreements:
    """The newest drafts first; each filter narrows.

    `search` is a part of the title or of a party's name, a document number, or the registration number.
    """

    facility_id: UUID | None
    region: str | None
    partner_id: UUID | None
    state: StateToday | None
    registration_number: str | None
    search: str | None
    page: PageRequest


# The CASE is `model.states.state_on` in SQL; a test compares the two.
# `source` are the ids to choose from, the newest first. OFFSET 0 keeps this order, so that a page of rows is looked at
# and not every agreement. The units with the searched name are found once, because a name is compared letter by letter.
_LIST = """
WITH searched AS MATERIALIZED (
    SELECT named_as FROM any_unit
    WHERE $4::text IS NOT NULL AND strpos(regexp_replace(lower(public_name), '[^[:alnum:]]', '', 'g'), $4) > 0)
SELECT a.id, a.registration_number, a.line_id, a.predecessor_id, a.instrument, a.level, a.title, today.state,
       (SELECT k.name FROM unit k WHERE k.id = a.keeper_id) AS keeper, a.in_force_from, a.in_force_until,
       ARRAY(SELECT u.public_name
             FROM party p CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = p.unit_id OFFSET 0) AS u
             WHERE p.agreement_id = a.id ORDER BY p.ordinal) AS parties
FROM ({source}) AS chosen
CROSS JOIN LATERAL (SELECT * FROM agreement WHERE agreement.id = chosen.id OFFSET 0) AS a
CROSS JOIN LATERAL (SELECT ($1 AT TIME ZONE a.zone)::date AS day) AS here
CROSS JOIN LATERAL (SELECT CASE WHEN a.document_state <> 'signed' OR here.day < a.in_force_from THEN a.document_state
                                WHEN here.day <= coalesce(a.in_force_until, 'infinity') THEN 'active'
                                ELSE 'expired' END AS state) AS today
WHERE ($2::text IS NULL OR today.state = $2)
  AND ($3::text IS NULL OR a.registration_number = upper($3))
  AND ($4::text IS NULL
       OR a.registration_number = upper($5)
       OR strpos(regexp_replace(lower(a.title), '[^[:alnum:]]', '', 'g'), $4) > 0
       OR EXISTS (SELECT FROM document_number n WHERE n.agreement_id = a.id AND n.number_key = $6)
       OR EXISTS (SELECT FROM party p WHERE p.agreement_id = a.id AND p.unit_id IN (SELECT named_as FROM searched)))
ORDER BY chosen.id DESC LIMIT $8
"""
_EVERY = "SELECT id FROM agreement WHERE $7::uuid IS NULL OR id < $7 ORDER BY id DESC"
_ABOUT = "SELECT id FROM agreements_about(${0}, ${1}, ${2}, $7, ${3}) AS about (id)"
_STAYING = "SELECT id FROM partner_resolved WHERE named_as = $1"
Units = tuple[list[UUID], list[str], list[UUID]]
"""Facilities, regions and partners."""


def may_draft(work: Work) -> bool:
    """Whether a position of the reader may begin an agreement, of whatever unit."""
    return work.actor.may(KEEPERS, None)


def reads_every_office(work: Work) -> bool:
    """Whether the reader's list has agreements of all regional offices."""
    return work.actor.reach(READERS).nation


@use_case(*READERS, scope=anywhere, changes=False)
async def list_agreements(work: Work, query: ListAgreements) -> Page[AgreementSummary]:
    """One page of agreements."""
    search = query.search or ""
    parameters = [
        work.now,
        query.state,
        query.registration_number,
        letters_and_digits(search) or None,
        search.strip(),
        number_key(search),
        *query.page.after_as(UUID),
        query.page.limit + 1,
    ]
    narrowed = await _narrowed(work, query)
    # With another condition, some of the newest may not fit, so all of them are needed.
    alone = len(narrowed) == 1 and not (query.state or query.registration_number or search)
    sources = []
    for units in narrowed:
        first = len(parameters) + 1
        sources.append(_ABOUT.format(*range(first, first + 4)))
        parameters += [*units, query.page.limit + 1 if alone else None]
    rows = await work.connection.fetch(_LIST.format(source=_source(sources)), *parameters)
    return query.page.cut([AgreementSummary.model_validate(dict(row)) for row in rows], lambda summary: [summary.id])


async def _narrowed(work: Work, query: ListAgreements) -> list[Units]:
    """The units that an agreement has to be about: one of each of these."""
    reach = work.actor.reach(READERS)
    narrowed: list[Units] = [] if reach.nation else [(reach.facilities, reach.regions, reach.partners)]
    if query.facility_id:
        narrowed.append(([query.facility_id], [], []))
    if query.region:
        narrowed.append(([], [query.region], []))
    if query.partner_id:
        staying = await work.connection.fetchval(_STAYING, query.partner_id)
        narrowed.append(([], [], [staying] if staying else []))
    return narrowed


def _source(sources: Sequence[str]) -> str:
    return f"{' INTERSECT '.join(sources)} ORDER BY id DESC" if sources else _EVERY
