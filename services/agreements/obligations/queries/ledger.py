"""The ledger: the debts of each party in each period, and the quantities delivered, missed and waived."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement import access as agreement_access
from services.agreements.agreement.access import READERS, represented_agencies
from services.agreements.obligations.model.dues import Balance, Due, DueState
from services.agreements.register import access as register_access
from services.agreements.register.access import represented_partners
from services.agreements.register.model.partners import PartnerNotFound
from shared.access import Work, use_case
from shared.values.cooperation import ObligationMeasure, ObligationSchedule
from shared.values.terms import day_in


class LedgerRow(Balance):
    """One due of an obligation, from the first day of its period to the last day to deliver.

    `by_sessions` is the part that sessions delivered; `late`: it was missed, and delivered in full afterwards.
    """

    agreement_id: UUID
    registration_number: str
    obligation_id: UUID
    due_id: UUID
    unit_id: UUID
    unit_name: str
    description: str
    measure: ObligationMeasure
    schedule: ObligationSchedule
    period_from: date
    due_on: date
    state: DueState
    by_sessions: int
    late: bool


class LedgerTotal(Balance):
    """The sums of a party in one measure. `unowed` was delivered by sessions on days for which nothing was due."""

    unit_id: UUID
    unit_name: str
    measure: ObligationMeasure
    dues: int
    fulfilled: int
    overdue: int
    unowed: int


class Ledger(BaseModel):
    """The ledger as of today: totals by party and measure, and a row for each party and period."""

    totals: list[LedgerTotal]
    rows: list[LedgerRow]


@dataclass(frozen=True, slots=True)
class ShowLedger:
    """The ledger of one agreement; with days, of the periods that touch them."""

    agreement_id: UUID
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ShowPartnerLedger:
    """The ledger of a partner and those under it, in all agreements that the reader may read."""

    partner_id: UUID
    since: date | None = None
    until: date | None = None


_OWED = """
SELECT a.id AS agreement_id, a.registration_number, a.zone, o.id AS obligation_id, o.description, o.measure, o.schedule,
       u.id AS unit_id, u.public_name AS unit_name, to_jsonb(d) AS due,
       (SELECT coalesce(sum(c.quantity), 0)::bigint FROM obligation_credit c WHERE c.due_id = d.id) AS by_sessions,
       (SELECT coalesce(sum(c.quantity), 0)::bigint FROM obligation_credit c
        WHERE c.obligation_id = o.id AND c.due_id IS NULL
          AND c.held_on BETWEEN coalesce($1::date, '-infinity') AND coalesce($2::date, 'infinity')) AS unowed
FROM obligation o JOIN agreement a ON a.id = o.agreement_id
CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = o.unit_id OFFSET 0) AS u
LEFT JOIN obligation_due d ON d.obligation_id = o.id
     AND d.due_on >= coalesce($1::date, '-infinity') AND d.period <= coalesce($2::date, 'infinity')
"""
_OF_AGREEMENT = _OWED + "WHERE a.id = $3 ORDER BY u.public_name, u.id, o.ordinal, d.due_on, d.id"
# $4 to $7: whether the reader reaches the nation, and otherwise which units; $8: the partners of a contact.
_REACHED = """
WHERE o.unit_id IN (SELECT p.named_as FROM partner_resolved p WHERE $3 = ANY(p.lineage))
  AND ($4 OR a.id IN (SELECT about.id FROM agreements_about($5, $6, $7, NULL, NULL) AS about (id)))
  AND ($8::uuid[] IS NULL OR u.id = ANY($8) OR u.lineage && $8)
ORDER BY u.public_name, u.id, a.registration_number, o.ordinal, d.due_on, d.id
"""
_OF_PARTNER = _OWED + _REACHED


@use_case(*READERS, scope=agreement_access.scope_to_read, changes=False)
async def show_ledger(work: Work, query: ShowLedger) -> Ledger:
    """The ledger of an agreement; an agency that reads for its items sees its own part."""
    rows = await work.connection.fetch(_OF_AGREEMENT, query.since, query.until, query.agreement_id)
    agencies = await represented_agencies(work, query)
    return _ledger(work, [row for row in rows if agencies is None or row["unit_id"] in agencies])


@use_case(*READERS, scope=register_access.scope_to_read, changes=False)
async def show_partner_ledger(work: Work, query: ShowPartnerLedger) -> Ledger:
    """The ledger of a partner; its contact sees what the own organisation and those under it have promised.

    Raises `PartnerNotFound`.
    """
    if not await work.connection.fetchval("SELECT true FROM partner_resolved WHERE named_as = $1", query.partner_id):
        raise PartnerNotFound(id=query.partner_id)
    reach, own = work.actor.reach(READERS), represented_partners(work.actor)
    rows = await work.connection.fetch(
        _OF_PARTNER,
        query.since,
        query.until,
        query.partner_id,
        *reach,
        own,
    )
    return _ledger(work, rows)


def _ledger(work: Work, found: Iterable[Mapping[str, Any]]) -> Ledger:
    rows: list[LedgerRow] = []
    unowed: dict[tuple[UUID, ObligationMeasure], dict[UUID, int]] = {}
    names: dict[UUID, str] = {}
    for each in found:
        names[each["unit_id"]] = each["unit_name"]
        unowed.setdefault((each["unit_id"], each["measure"]), {})[each["obligation_id"]] = each["unowed"]
        if each["due"] is not None:
            rows.append(_row(each, day_in(each["zone"], work.now)))
    totals = [
        _total(unit, names[unit], measure, rows, sum(beyond.values())) for (unit, measure), beyond in unowed.items()
    ]
    return Ledger(totals=totals, rows=rows)


def _row(each: Mapping[str, Any], today: date) -> LedgerRow:
    due = Due.model_validate_json(each["due"])
    state = due.state_on(today)
    return LedgerRow.model_validate(
        {
            **each,
            **due.balance_on(today).model_dump(),
            "due_id": due.id,
            "period_from": due.period,
            "due_on": due.due_on,
            "state": state,
            "late": state == "fulfilled" and due.missed_announced_at is not None,
        }
    )


def _total(unit: UUID, name: str, measure: ObligationMeasure, rows: Iterable[LedgerRow], unowed: int) -> LedgerTotal:
    own = [each for each in rows if (each.unit_id, each.measure) == (unit, measure)]
    return LedgerTotal(
        unit_id=unit,
        unit_name=name,
        measure=measure,
        dues=len(own),
        fulfilled=sum(each.state == "fulfilled" for each in own),
        overdue=sum(each.state == "overdue" for each in own),
        unowed=unowed,
        **{part: sum(getattr(each, part) for each in own) for part in Balance.model_fields},
    )
