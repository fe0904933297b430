"""Obligations with their dues, as they are on the reader's day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement import access as agreement_access
from services.agreements.agreement.access import reads_as_partner, represented_agencies
from services.agreements.obligations.access import READERS, OfAgreement, scope_to_read
from services.agreements.obligations.model.dues import Due, DueState
from services.agreements.obligations.model.obligations import Obligation
from shared.access import Work, use_case
from shared.values.terms import day_in


class DueDetails(Due):
    """A due with its state today."""

    state: DueState


class Delivery(BaseModel):
    """A delivery for a due; partners are not shown the evidence, which our offices write."""

    id: UUID
    due_id: UUID
    quantity: int
    delivered_on: date
    evidence: str | None


class SessionDelivery(BaseModel):
    """What a session delivers; without a due, nothing was owed for its day."""

    session_id: UUID
    due_id: UUID | None
    held_on: date
    quantity: int


class ObligationDetails(Obligation):
    """An obligation with its dues today, the deliveries and sessions so far, and the counts of its dues."""

    dues: tuple[DueDetails, ...]
    deliveries: list[Delivery]
    sessions: list[SessionDelivery]
    fulfilled: int
    overdue: int

    @property
    def due_next(self) -> DueDetails | None:
        """The earliest due that is neither fulfilled nor waived."""
        return next((each for each in self.dues if each.state in ("waiting", "overdue")), None)


@dataclass(frozen=True, slots=True)
class ListObligations:
    """The obligations of one agreement."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class ShowObligation:
    """One obligation."""

    obligation_id: UUID


_DETAILS = """
SELECT a.zone,
       to_jsonb(o) || jsonb_build_object(
           'unit', (SELECT to_jsonb(u) FROM (SELECT * FROM any_unit WHERE named_as = o.unit_id OFFSET 0) AS u),
           'dues', (SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY d.due_on, d.id), '[]')
                    FROM obligation_due d WHERE d.obligation_id = o.id),
           'deliveries', (SELECT coalesce(jsonb_agg(to_jsonb(v) ORDER BY v.delivered_on, v.id), '[]')
                          FROM obligation_delivery v JOIN obligation_due d ON d.id = v.due_id
                          WHERE d.obligation_id = o.id),
           'sessions', (SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY c.held_on, c.session_id), '[]')
                        FROM obligation_credit c WHERE c.obligation_id = o.id)) AS whole
FROM obligation o JOIN agreement a ON a.id = o.agreement_id
"""


@use_case(*READERS, scope=agreement_access.scope_to_read, changes=False)
async def list_obligations(work: Work, query: ListObligations) -> list[ObligationDetails]:
    """The obligations of an agreement in their order; an agency that reads for its items sees its own."""
    rows = await work.connection.fetch(_DETAILS + "WHERE o.agreement_id = $1 ORDER BY o.ordinal", query.agreement_id)
    as_partner, agencies = await reads_as_partner(work, query), await represented_agencies(work, query)
    found = [_details(work, row["whole"], row["zone"], as_partner=as_partner) for row in rows]
    return [each for each in found if agencies is None or each.unit.id in agencies]


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_obligation(work: Work, query: ShowObligation) -> ObligationDetails:
    """One obligation. Raises `ObligationNotFound`."""
    # A row is there: `scope_to_read` has found it.
    row = await work.connection.fetchrow(_DETAILS + "WHERE o.id = $1", query.obligation_id)
    agreement_id = Obligation.model_validate_json(row["whole"]).agreement_id
    as_partner = await reads_as_partner(work, OfAgreement(agreement_id))
    return _details(work, row["whole"], row["zone"], as_partner=as_partner)


def _details(work: Work, whole: str, zone: str, *, as_partner: bool) -> ObligationDetails:
    obligation, today = Obligation.model_validate_json(whole), day_in(zone, work.now)
    dues = [DueDetails(**due.model_dump(), state=due.state_on(today)) for due in obligation.dues]
    given = _Deliveries.model_validate_json(whole)
    deliveries = given.deliveries
    if as_partner:
        # Written by the offices for the offices.
        dues = [due.model_copy(update={"waive_reason": None}) for due in dues]
        deliveries = [each.model_copy(update={"evidence": None}) for each in deliveries]
        obligation = obligation.model_copy(update={"end_reason": None})
    return ObligationDetails(
        **obligation.model_dump(exclude={"dues"}),
        dues=tuple(dues),
        deliveries=deliveries,
        sessions=given.sessions,
        fulfilled=sum(due.state == "fulfilled" for due in dues),
        overdue=sum(due.state == "overdue" for due in dues),
    )


class _Deliveries(BaseModel):
    deliveries: list[Delivery]
    sessions: list[SessionDelivery]
