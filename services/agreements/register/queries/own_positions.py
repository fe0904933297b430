"""The positions of the account itself, with the names of their units, for its pages and their menu."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, JsonValue

from services.agreements.register.access import READERS
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.values.terms import day_in
from shared.web.cursors import Page, PageRequest

_EXAMPLE: dict[str, JsonValue] = {
    "id": "019c0000-0000-7000-8000-000000000001",
    "capability": "cooperation_officer",
    "scope_kind": "facility",
    "unit": "d9895dee-7ae9-5558-8c58-55f01710de26",
    "unit_name": "Lapas Kelas IIA Purwokerto",
    "capacity": "definitive",
    "title": "Kepala Seksi Binadik",
    "valid_from": "2026-01-19",
    "valid_until": None,
}


class OwnPosition(BaseModel):
    """A position that the account holds today; `valid_until` is its last day."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    id: UUID
    capability: Capability
    scope_kind: ScopeKind
    unit: str
    unit_name: str | None
    capacity: Capacity
    title: str | None
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class ListOwnPositions:
    """The positions of the account today, in the order in which they were assigned."""

    page: PageRequest


_LIST = """
SELECT p.*, CASE p.scope_kind
           WHEN 'facility' THEN (SELECT name FROM unit WHERE id = p.unit::uuid)
           WHEN 'region' THEN (SELECT name FROM unit WHERE code = p.unit)
           WHEN 'partner' THEN (SELECT name FROM partner_resolved WHERE named_as = p.unit::uuid)
           ELSE (SELECT name FROM unit WHERE kind = 'directorate_general') END AS unit_name
FROM position p
WHERE account = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)
  AND ($3::uuid IS NULL OR id > $3)
ORDER BY id LIMIT $4
"""


@use_case(*READERS, scope=anywhere, changes=False)
async def list_own_positions(work: Work, query: ListOwnPositions) -> Page[OwnPosition]:
    """One page of the account's own positions in force today."""
    rows = await work.connection.fetch(
        _LIST,
        work.actor.account,
        day_in(CAPITAL_ZONE, work.now),
        *query.page.after_as(UUID),
        query.page.limit + 1,
    )
    return query.page.cut([OwnPosition.model_validate(dict(row)) for row in rows], lambda position: [position.id])
