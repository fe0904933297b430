"""The scope items of a list whose programs can open at the ceremony."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel

from services.agreements.ceremonies.access import READERS, scope_to_read
from shared.access import Work, use_case


class ProgramOfCeremony(BaseModel):
    """A program item of an agreement in the list; with a capacity it opens at the ceremony."""

    ordinal: int
    agreement_id: UUID
    title: str
    scope_item_id: UUID
    description: str
    field: str
    field_name: str
    capacity: int | None


@dataclass(frozen=True, slots=True)
class ListProgramsOfCeremony:
    """The program items of a ceremony, in the order of its list."""

    ceremony_id: UUID


_LIST = """
SELECT e.ordinal, a.id AS agreement_id, a.title, s.id AS scope_item_id, s.description, s.field,
       f.name_indonesian AS field_name, o.capacity
FROM ceremony_entry e JOIN agreement a ON a.id = e.agreement_id JOIN scope_item s ON s.agreement_id = a.id
     JOIN field f ON f.code = s.field
     LEFT JOIN ceremony_opening o ON o.ceremony_id = e.ceremony_id AND o.scope_item_id = s.id
WHERE e.ceremony_id = $1 AND s.delivery = 'program' ORDER BY e.ordinal, s.ordinal
"""


@use_case(*READERS, scope=scope_to_read, changes=False)
async def list_programs_of_ceremony(work: Work, query: ListProgramsOfCeremony) -> list[ProgramOfCeremony]:
    """The program items of the list, those that open with their capacity."""
    rows = await work.connection.fetch(_LIST, query.ceremony_id)
    return [ProgramOfCeremony.model_validate(dict(row)) for row in rows]
