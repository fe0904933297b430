"""Cases and counts of the waiting list."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, JsonValue

from shared.values.capabilities import Capability, ScopeKind
from shared.values.texts import Text

ServiceName = Literal["agreements", "programs", "notifications"]

_CASE: dict[str, JsonValue] = {
    "id": "review_by_region/019c0000-0000-7000-8000-000000000002/region:JATENG",
    "service": "agreements",
    "kind": "review_by_region",
    "label": {"id": "Telaah kantor wilayah", "en": "Review by the regional office"},
    "title": {"id": "Telaah draf: Nota Kesepakatan", "en": "Review the draft: Nota Kesepakatan"},
    "about": {
        "id": "019c0000-0000-7000-8000-000000000002",
        "facilities": ["Lapas Kelas IIA Purwokerto"],
        "partners": ["Pemerintah Kabupaten Banyumas"],
    },
    "waits_for": {
        "scope_kind": "region",
        "unit": "JATENG",
        "name": "Kantor Wilayah Direktorat Jenderal Pemasyarakatan Jawa Tengah",
        "capabilities": ["cooperation_officer", "head", "reviewer"],
    },
    "since": "2026-02-02",
    "age_days": 9,
    "due_on": "2026-02-09",
    "overdue": True,
    "link": "/agreements/019c0000-0000-7000-8000-000000000002/reviews",
    "page": None,
}


class WaitingSubject(BaseModel):
    """The subject of a case: the id of the agreement, program, cohort …, and the names of those it concerns."""

    id: UUID
    facilities: list[str]
    partners: list[str]


class WaitingDesk(BaseModel):
    """The desk that has to act: a unit, and the capabilities of which one is enough."""

    scope_kind: ScopeKind
    unit: str
    name: str | None
    capabilities: list[Capability]


class WaitingCase(BaseModel):
    """One case; days are those of the calendar at its facility. `page` is the address of its screen behind the door."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CASE]})

    id: str
    service: ServiceName
    kind: str
    label: Text
    title: Text
    about: WaitingSubject
    waits_for: WaitingDesk
    since: date
    age_days: int
    due_on: date | None
    overdue: bool
    link: str
    page: str | None


class WaitingCount(BaseModel):
    """The number of cases of one kind at one unit, how many of them are overdue, and since when the oldest waits."""

    service: ServiceName
    scope_kind: ScopeKind
    unit: str
    name: str | None
    kind: str
    label: Text
    waiting: int
    overdue: int
    oldest: date
