"""An agreement as of a day: with the parties, the scope and the term that it had then, and in the state of that day."""

from datetime import date
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement, AgreementNotThen
from shared.access import Work

# The earliest change after the day has kept what the agreement was until then; without one it is as it was.
_WHOLE = """
SELECT w.whole, (SELECT r.whole FROM agreement_reading r WHERE r.agreement_id = w.id AND r.until >= $2
                 ORDER BY r.version LIMIT 1) AS earlier
FROM agreement_whole w WHERE w.id = $1
"""
# On its last day, an agreement that was terminated is still in force.
_STATE = """
SELECT h.to_state FROM agreement_history h JOIN agreement a ON a.id = h.agreement_id
WHERE h.agreement_id = $1
  AND coalesce(CASE WHEN h.move = 'terminate' THEN h.happened_on + 1 ELSE h.happened_on END,
               (h.at AT TIME ZONE a.zone)::date) <= $2
ORDER BY h.id DESC LIMIT 1
"""


async def agreement_as_of(work: Work, agreement_id: UUID, day: date | None) -> Agreement:
    """An agreement as it is, or as of a day. Raises `AgreementNotThen` if nothing had happened by then."""
    # A row is there: `scope_to_read` has found the agreement.
    row = await work.connection.fetchrow(_WHOLE, agreement_id, day)
    now = Agreement.model_validate_json(row["whole"])
    if day is None:
        return now
    then = Agreement.model_validate_json(row["earlier"]) if row["earlier"] else now
    state = await work.connection.fetchval(_STATE, agreement_id, day)
    if state is None:
        raise AgreementNotThen(day=day)
    # The version of today, which a change has to name.
    return then.model_copy(update={"document_state": state, "version": now.version})
