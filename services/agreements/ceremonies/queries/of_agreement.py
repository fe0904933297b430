"""The ceremonies on whose lists an agreement is or was."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.access import READERS, scope_to_read
from shared.access import Work, use_case
from shared.values.cooperation import CeremonyOutcome, CeremonyState
from shared.values.terms import ClockTime, Zone


class CeremonyOfAgreement(BaseModel):
    """A ceremony, the row of the agreement in its list, and the result once it is known."""

    id: UUID
    title: str
    keeper: str
    zone: Zone
    planned_on: date
    begins_at: ClockTime | None
    venue: str | None
    state: CeremonyState
    ordinal: int
    outcome: CeremonyOutcome | None


@dataclass(frozen=True, slots=True)
class ListCeremoniesOfAgreement:
    """Of one agreement, the latest first."""

    agreement_id: UUID


_LIST = """
SELECT c.id, c.title, u.name AS keeper, c.zone, c.planned_on, to_char(c.begins_at, 'HH24:MI') AS begins_at, c.venue,
       c.state, e.ordinal, e.outcome
FROM ceremony_entry e JOIN ceremony c ON c.id = e.ceremony_id JOIN unit u ON u.id = c.keeper_id
WHERE e.agreement_id = $1 ORDER BY c.planned_on DESC, c.id DESC
"""


@use_case(*READERS, scope=scope_to_read, changes=False)
async def list_ceremonies_of_agreement(work: Work, query: ListCeremoniesOfAgreement) -> list[CeremonyOfAgreement]:
    """The ceremonies of an agreement; everyone whom the agreement concerns may know when and where it is signed."""
    rows = await work.connection.fetch(_LIST, query.agreement_id)
    return [CeremonyOfAgreement.model_validate(dict(row)) for row in rows]
