"""What the parties had promised as of a day, before later addenda changed it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement import access as agreement_access
from services.agreements.agreement.access import represented_agencies
from services.agreements.obligations.access import READERS
from shared.access import Work, use_case
from shared.values.cooperation import ObligationMeasure, ObligationSchedule


class PromiseThen(BaseModel):
    """An obligation as the text had it on a day; `due_on` is the day of one that is due once."""

    id: UUID
    unit_id: UUID
    unit_name: str
    description: str
    clause: str | None
    measure: ObligationMeasure
    quantity: int
    schedule: ObligationSchedule
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ListPromises:
    """The obligations of an agreement as of a day."""

    agreement_id: UUID
    as_of: date


# An obligation of the text is in it from its first day on, whenever it was recorded.
_PROMISES = """
SELECT o.id, u.id AS unit_id, u.public_name AS unit_name, o.description, o.clause, o.measure, o.schedule, o.due_on,
       coalesce((SELECT c.former_quantity FROM obligation_change c
                 WHERE c.obligation_id = o.id AND c.effective_on > $2 ORDER BY c.effective_on LIMIT 1),
                o.quantity) AS quantity
FROM obligation o
JOIN agreement a ON a.id = o.agreement_id
LEFT JOIN addendum d ON d.id = o.addendum_id
CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = o.unit_id OFFSET 0) AS u
WHERE o.agreement_id = $1 AND coalesce(d.effective_on, a.in_force_from) <= $2
  AND coalesce(o.ended_on, 'infinity') >= $2
ORDER BY o.ordinal
"""


@use_case(*READERS, scope=agreement_access.scope_to_read, changes=False)
async def list_promises(work: Work, query: ListPromises) -> list[PromiseThen]:
    """The obligations as of a day, in their order; an agency that reads for its items sees its own."""
    rows = await work.connection.fetch(_PROMISES, query.agreement_id, query.as_of)
    agencies = await represented_agencies(work, query)
    found = [PromiseThen.model_validate(dict(row)) for row in rows]
    return [each for each in found if agencies is None or each.unit_id in agencies]
