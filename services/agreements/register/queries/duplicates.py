"""Pairs of partners that may be one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.agreements.register.access import PARTNER_CUSTODIANS
from services.agreements.register.model.duplicates import DuplicateNotFound, DuplicatePair, PossiblePartner
from shared.access import Work, anywhere, use_case
from shared.web.cursors import Page, PageRequest


@dataclass(frozen=True, slots=True)
class ListDuplicates:
    """The pairs on which no one has decided, the oldest first; all of them or those of one partner."""

    partner_id: UUID | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowDuplicate:
    """One pair, decided or not."""

    duplicate_id: UUID


_PAIRS = """
SELECT d.id, d.found_at, {parts}
FROM partner_duplicate d JOIN partner p ON p.id = d.partner_id JOIN partner o ON o.id = d.other_id
WHERE {condition}
"""
_PART = """
jsonb_build_object(
    'id', {of}.id, 'name', {of}.name, 'category', {of}.category, 'version', {of}.version,
    'above', (SELECT public_name FROM partner_resolved WHERE named_as = {of}.parent_id),
    'agreements', (SELECT count(*) FROM agreements_about('{{}}', '{{}}', ARRAY[{of}.id], NULL, NULL))) AS {of}
"""
_PARTS = ", ".join(_PART.format(of=of) for of in ("p", "o"))
_UNDECIDED = """
d.dismissed_at IS NULL AND p.merged_into IS NULL AND o.merged_into IS NULL AND p.closed_on IS NULL
AND o.closed_on IS NULL AND ($1::uuid IS NULL OR $1 IN (p.id, o.id)) AND ($2::uuid IS NULL OR d.id > $2)
ORDER BY d.id LIMIT $3
"""
_LIST = _PAIRS.format(parts=_PARTS, condition=_UNDECIDED)
_SHOW = _PAIRS.format(parts=_PARTS, condition="d.id = $1")


@use_case(*PARTNER_CUSTODIANS, scope=anywhere, changes=False)
async def list_duplicates(work: Work, query: ListDuplicates) -> Page[DuplicatePair]:
    """One page of the pairs on which no one has decided."""
    rows = await work.connection.fetch(_LIST, query.partner_id, *query.page.after_as(UUID), query.page.limit + 1)
    return query.page.cut([_pair(row) for row in rows], lambda pair: [pair.id])


@use_case(*PARTNER_CUSTODIANS, scope=anywhere, changes=False)
async def show_duplicate(work: Work, query: ShowDuplicate) -> DuplicatePair:
    """One pair. Raises `DuplicateNotFound`."""
    row = await work.connection.fetchrow(_SHOW, query.duplicate_id)
    if row is None:
        raise DuplicateNotFound(id=query.duplicate_id)
    return _pair(row)


def _pair(row: Mapping[str, Any]) -> DuplicatePair:
    first, second = (PossiblePartner.model_validate_json(row[of]) for of in ("p", "o"))
    return DuplicatePair(id=row["id"], found_at=row["found_at"], partners=(first, second))
