"""Lists of the agreements that the reader's positions reach."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.access import KEEPERS, READERS
from services.agreements.agreement.model.states import StateToday
from services.agreements.agreement.queries.filters import AgreementFilter, Readable, ends_between, marks_of, one_of
from services.agreements.register.access import OFFICES
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import Instrument, Level
from shared.values.inputs import number_key
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
    """Those that fit the filter, the newest drafts first."""

    filter: AgreementFilter
    page: PageRequest


@dataclass(frozen=True, slots=True)
class CountAgreements:
    """Those that fit the filter."""

    filter: AgreementFilter


@dataclass(frozen=True, slots=True)
class BoundedCount:
    """So many were counted; `more`: there are more of them."""

    number: int
    more: bool


# `source` are the ids of the page with their places, the newest first; a test compares the states with the model's.
_LIST = """
SELECT a.id, a.registration_number, a.line_id, a.predecessor_id, a.instrument, a.level, a.title,
       agreement_state(a.document_state, a.in_force_from, a.in_force_until, ($1 AT TIME ZONE a.zone)::date) AS state,
       (SELECT k.name FROM unit k WHERE k.id = a.keeper_id) AS keeper, a.in_force_from, a.in_force_until,
       ARRAY(SELECT u.public_name
             FROM party p CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = p.unit_id OFFSET 0) AS u
             WHERE p.agreement_id = a.id AND p.left_on IS NULL ORDER BY p.ordinal) AS parties
FROM ({source}) AS chosen (id, place)
CROSS JOIN LATERAL (SELECT * FROM agreement WHERE agreement.id = chosen.id OFFSET 0) AS a
ORDER BY chosen.place
"""
COUNTED, COUNTED_DORMANT = 1_000, 100
"""A count beyond it would cost more than the page that shows it. Dormancy is looked up for each agreement."""
_EVERY = """
SELECT id, row_number() OVER (ORDER BY id DESC)
FROM (SELECT id FROM agreement WHERE $2::uuid IS NULL OR id < $2 ORDER BY id DESC LIMIT $3) AS newest
"""
_REACHED = """
SELECT id, row_number() OVER (ORDER BY id DESC)
FROM (SELECT id FROM agreements_about($4, $5, $6, $2, $3) AS about (id) ORDER BY id DESC LIMIT $3) AS newest
"""
_FOUND = """
SELECT * FROM agreements_found(NULL, NULL, nullif($4, '')::tsquery, $5, $1, $6, $7, $8, $9, $2, $3) WITH ORDINALITY
"""
_SEARCHED = """
SELECT found.*
FROM (SELECT {wanted} || n.wanted AS words, {rare} || n.rare AS rare FROM search_number($11) AS n, {queries}) AS given
CROSS JOIN LATERAL agreements_found(given.words, given.rare, nullif($4, '')::tsquery, $5, $1, $6, $7, $8, $9, $2, $3)
    WITH ORDINALITY AS found
"""
# A partner's contact does not search the words of items that it may not be shown. Everyone searches the numbers.
_OFFICE, _CONTACT = "search_query($10, '') AS o", "search_query($10, '=') AS c"
_SEARCHED_BY = {
    "office": _SEARCHED.format(wanted="o.wanted", rare="o.rare", queries=_OFFICE),
    "contact": _SEARCHED.format(wanted="c.wanted", rare="c.rare", queries=_CONTACT),
    "both": _SEARCHED.format(
        wanted="($12::text::tsquery && o.wanted) || c.wanted",
        rare="(o.rare || c.rare)",
        queries=f"{_OFFICE}, {_CONTACT}",
    ),
}


def may_draft(work: Work) -> bool:
    """Whether a position of the reader may begin an agreement, of whatever unit."""
    return work.actor.may(KEEPERS, None)


def reads_for_an_office(work: Work) -> bool:
    """Whether the reader belongs to an office of ours, and is more than the contact of a partner."""
    return work.actor.may(OFFICES, None)


def reads_every_office(work: Work) -> bool:
    """Whether the reader's list has agreements of all regional offices."""
    return work.actor.reach(READERS).nation


def own_region(work: Work) -> str | None:
    """The region of a reader at a regional office."""
    return next(iter(work.actor.reach(READERS).regions), None)


@use_case(*READERS, scope=anywhere, changes=False)
async def list_agreements(work: Work, query: ListAgreements) -> Page[AgreementSummary]:
    """One page of agreements."""
    parameters = [work.now, *query.page.after_as(UUID), query.page.limit + 1]
    if query.filter.narrows:
        source, more = await _found(work, query.filter)
    else:
        source, more = _reached(work)
    rows = await work.connection.fetch(_LIST.format(source=source), *parameters, *more)
    return query.page.cut([AgreementSummary.model_validate(dict(row)) for row in rows], lambda summary: [summary.id])


@use_case(*READERS, scope=anywhere, changes=False)
async def count_agreements(work: Work, query: CountAgreements) -> BoundedCount:
    """How many agreements fit a filter; more than the limit are not counted."""
    source, more = await _found(work, query.filter)
    most = COUNTED_DORMANT if query.filter.dormant_after_days else COUNTED
    # No page is cut: the additional row shows that there are more.
    parameters = [work.now, None, most + 1]
    found = await work.connection.fetchval(f"SELECT count(*) FROM ({source}) AS found", *parameters, *more)  # noqa: S608 -- our own SQL
    return BoundedCount(min(found, most), more=found > most)


def _reached(work: Work) -> tuple[str, list[object]]:
    """The source of a list without filter, and its parameters."""
    reach = work.actor.reach(READERS)
    return (_EVERY, []) if reach.nation else (_REACHED, [reach.facilities, reach.regions, reach.partners])


async def _found(work: Work, wanted: AgreementFilter) -> tuple[str, list[object]]:
    """The source of a list with a filter, and its parameters."""
    readable = Readable.by(work)
    days = (*ends_between(wanted), wanted.running_on, wanted.dormant_after_days)
    parameters: list[object] = [await marks_of(work, wanted, readable), wanted.state, *days]
    if wanted.search is None:
        return _FOUND, parameters
    parameters += [wanted.search, number_key(wanted.search)]
    if readable.as_office and readable.as_contact:
        return _SEARCHED_BY["both"], [*parameters, one_of(readable.as_office)]
    only_contact = readable.as_office is not None and not readable.as_office
    return _SEARCHED_BY["contact" if only_contact else "office"], parameters
