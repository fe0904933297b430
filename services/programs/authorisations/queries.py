"""Reads of the tasks of the directorate general: signed scope for which the catalogue has no template."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from services.programs.program.model.columns import agencies_of, facility_of
from services.programs.program.model.parts import Facility, Organisation
from shared.access import Work, nationwide, use_case
from shared.values.capabilities import Capability
from shared.values.cooperation import Function, Pillar
from shared.web.cursors import Page, PageRequest


class TemplateTask(BaseModel):
    """A template is missing: as soon as the catalogue has one for this field, the program is planned automatically."""

    id: UUID
    kind: Literal["template_missing"] = "template_missing"
    facility: Facility
    agreement_id: UUID
    scope_item_id: UUID
    field: str
    field_name: str
    description: str
    function: Function
    pillar: Pillar | None
    agencies: list[Organisation]
    since: date
    until: date | None
    found_at: datetime


@dataclass(frozen=True, slots=True)
class ListTasks:
    """A page of the open tasks."""

    page: PageRequest


_TASKS = """
SELECT * FROM template_gap_details WHERE closed_at IS NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2
"""


@use_case(Capability.COACHING_OFFICER, Capability.HEAD, scope=nationwide, changes=False)
async def list_tasks(work: Work, query: ListTasks) -> Page[TemplateTask]:
    """The open tasks, oldest first."""
    rows = await work.connection.fetch(_TASKS, *query.page.after_as(UUID), query.page.limit + 1)
    tasks = [TemplateTask(**row, facility=facility_of(row), agencies=agencies_of(row)) for row in rows]
    return query.page.cut(tasks, lambda task: (task.id,))
