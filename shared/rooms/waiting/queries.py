"""The cases of the caller's desks, and the counts of the units that the caller supervises."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from shared.access import Actor, Work, anywhere, use_case
from shared.postgres.statements import fetch_named
from shared.rooms.waiting import sql
from shared.rooms.waiting.model import WaitingCase, WaitingCount, WaitingDesk, WaitingSubject
from shared.rooms.waiting.stages import WaitingList
from shared.values.capabilities import ScopeKind
from shared.values.desks import HOLDERS, WAITING, WAITING_CAPABILITIES, desk_key, unit_key
from shared.values.labels import label
from shared.values.texts import Text
from shared.web.cursors import Page, PageRequest


@dataclass(frozen=True, slots=True)
class ListWaiting:
    """The cases of the caller's own desks; each filter narrows."""

    waiting: WaitingList
    page: PageRequest
    unit: str | None
    kind: str | None
    overdue: bool | None


@dataclass(frozen=True, slots=True)
class CountWaiting:
    """The counts of all units that the caller's positions reach."""

    waiting: WaitingList
    page: PageRequest
    kind: str | None


@use_case(*WAITING_CAPABILITIES, scope=anywhere, changes=False)
async def list_waiting(work: Work, query: ListWaiting) -> Page[WaitingCase]:
    """The cases at the caller's desks: the first due first, then the oldest."""
    due, since, id_ = query.page.after_as(date.fromisoformat, date.fromisoformat, str)
    cases = sql.cases_of(query.waiting)
    rows = await _fetch(work, query, cases, unit=query.unit, overdue=query.overdue, due=due, since=since, id=id_)
    listed = [_case(query.waiting, row) for row in rows]
    return query.page.cut(listed, lambda case: (case.due_on or date.max, case.since, case.id))


@use_case(*WAITING_CAPABILITIES, scope=anywhere, changes=False)
async def count_waiting(work: Work, query: CountWaiting) -> Page[WaitingCount]:
    """Counts per unit and kind: the caller's own desks, those of its region, those of the nation."""
    supervised = work.actor.reach(HOLDERS["nation"] + HOLDERS["region"])
    scope, unit, kind = query.page.after_as(str, str, str)
    rows = await _fetch(
        work,
        query,
        sql.counts_of(query.waiting, nation=supervised.nation),
        supervised_regions=supervised.regions,
        after_scope=scope,
        after_unit=unit,
        after_kind=kind,
    )
    kinds, service = query.waiting.kinds, query.waiting.service
    counts = [WaitingCount(**row, service=service, label=kinds[row["kind"]].label) for row in rows]
    return query.page.cut(counts, lambda count: (count.scope_kind, count.unit, count.kind))


async def _fetch(work: Work, query: ListWaiting | CountWaiting, sql_: str, **parameters: object) -> list[Any]:
    """One row more than the page has, of what waits at the caller's desks or is supervised by it."""
    return await fetch_named(
        work.connection,
        sql_,
        **sql.todays(work.now),
        desks=_desks(work.actor),
        account=work.actor.account,
        kinds=list(query.waiting.kinds),
        kind=query.kind,
        rows=query.page.limit + 1,
        **parameters,
    )


def _desks(actor: Actor) -> list[str]:
    """The keys of the actor's desks and of their units; a partner's contact has those of everything under it."""
    desks = []
    for grant in actor.grants:
        if grant.capability in WAITING[grant.scope_kind]:
            for unit in sorted(map(str, grant.partners)) or [grant.unit]:
                desks.append(desk_key(grant.scope_kind, unit, grant.capability))
                if grant.capability in HOLDERS[grant.scope_kind]:
                    desks.append(unit_key(grant.scope_kind, unit))
    return sorted(set(desks))


def _case(waiting: WaitingList, row: Mapping[str, Any]) -> WaitingCase:
    kind, words = waiting.kinds[row["kind"]], _WORDS.decode(row["shown"])
    return WaitingCase(
        id=row["id"],
        service=waiting.service,
        kind=row["kind"],
        label=kind.label,
        title=kind.title.fill(**words),
        about=WaitingSubject(id=row["about"], facilities=row["facilities"], partners=row["partners"]),
        waits_for=_desk(row["desk"], row["scope_kind"], row["unit"], row["unit_name"]),
        since=row["since"],
        age_days=row["age_days"],
        # asyncpg maps PostgreSQL's infinity, by which cases without a day are sorted, to the last day of Python.
        due_on=None if row["due"] == date.max else row["due"],
        overdue=row["overdue"],
        link=kind.link.format(about=row["about"], **words),
        page=kind.page and kind.page.format(about=row["about"], **words),
    )


@lru_cache(maxsize=1024)
def _desk(desk: str, scope_kind: ScopeKind, unit: str, name: str | None) -> WaitingDesk:
    # A page has many cases of few desks.
    holders = HOLDERS[scope_kind]
    named = [holder for holder in WAITING[scope_kind] if desk.endswith(f":{holder}")]
    return WaitingDesk(scope_kind=scope_kind, unit=unit, name=name, capabilities=named or list(holders))


def _text_or_words(value: dict[str, Any]) -> dict[str, Any] | Text:
    """The words of a case; a word in both languages, or a code with its list of labels, is a `Text`."""
    match value:
        case {"id": id_, "en": en}:
            return Text(id_, en)
        case {"list": list_name, "code": code, "name": name}:
            return label(list_name, code, name)
        case _:
            return value


_WORDS = json.JSONDecoder(object_hook=_text_or_words)
