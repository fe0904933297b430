"""The obligations that sessions of a program can fulfil."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.programs.obligations.model import BY_SESSIONS
from services.programs.program.access import READERS, partners_to_read_for, scope_to_read
from services.programs.program.model.parts import Organisation
from shared.access import Work, use_case
from shared.values.cooperation import ObligationMeasure, ObligationSchedule


class ProgramObligation(BaseModel):
    """An obligation of an agreement that carries the program; `ended_on` is its last day."""

    id: UUID
    agreement_id: UUID
    scope_item_id: UUID | None
    unit: Organisation
    measure: ObligationMeasure
    quantity: int
    schedule: ObligationSchedule
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class ListObligations:
    """The obligations that sessions of one program can fulfil."""

    program_id: UUID


# $2 has the partners for whom the actor reads; null: an office, which reads everything.
_OBLIGATIONS = """
SELECT o.*, coalesce(p.name, o.unit_name) AS unit_shown
FROM obligation o LEFT JOIN partner p ON p.id = o.unit_id AND p.version > 0
WHERE o.measure = ANY($3) AND EXISTS (
    SELECT FROM authorisation a
    WHERE a.program_id = $1 AND a.agreement_id = o.agreement_id
      AND coalesce(o.scope_item_id, a.scope_item_id) = a.scope_item_id
      AND ($2::uuid[] IS NULL OR EXISTS (
          SELECT FROM authorisation_partner r
          WHERE (r.program_id, r.scope_item_id) = (a.program_id, a.scope_item_id) AND r.partner_id = ANY($2))))
ORDER BY unit_shown, o.id
"""


@use_case(*READERS, scope=scope_to_read, changes=False)
async def list_obligations(work: Work, query: ListObligations) -> list[ProgramObligation]:
    """The obligations of the agreements that carry a program, as far as sessions fulfil them."""
    partners = await partners_to_read_for(work, query.program_id)
    rows = await work.connection.fetch(_OBLIGATIONS, query.program_id, partners, BY_SESSIONS)
    return [ProgramObligation(**{**row, "unit": Organisation(row["unit_id"], row["unit_shown"])}) for row in rows]
