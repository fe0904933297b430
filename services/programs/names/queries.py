"""Readers of names of a facility. The answers contain no name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from services.programs.months.access import scope_to_read as scope_of_facility
from services.programs.names.access import OVERSEERS
from services.programs.participants.model import Purpose
from shared.access import Work, use_case
from shared.values.capabilities import Capability
from shared.web.cursors import Page, PageRequest, row_number


class NameReading(BaseModel):
    """One reading: who was given how many names, as what, and what for."""

    id: int
    people: int
    purpose: Purpose
    at: datetime
    account: str
    capability: Capability | None


@dataclass(frozen=True, slots=True)
class ListNameReadings:
    """The readings of a facility's names."""

    facility_id: UUID
    page: PageRequest


@use_case(*OVERSEERS, scope=scope_of_facility, changes=False)
async def list_name_readings(work: Work, query: ListNameReadings) -> Page[NameReading]:
    """The readings, the newest first; they are never changed or deleted."""
    (before,) = query.page.after_as(row_number)
    rows = await work.connection.fetch(
        "SELECT * FROM names.list_readings($1, $2, $3)", query.facility_id, before, query.page.limit + 1
    )
    return query.page.cut([NameReading(**row) for row in rows], lambda row: (str(row.id),))
