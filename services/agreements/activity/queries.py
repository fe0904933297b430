"""Sessions, performances and products under each scope item; every answer names its period.

The contact of an agency is shown the items of its agency only.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.agreements.activity.model import Implementation, Period, implementation_on, period_of
from services.agreements.agreement.access import READERS, represented_agencies, scope_to_read
from shared.access import Work, use_case
from shared.values.cooperation import OutputUnit, Product
from shared.values.quantities import Quantity
from shared.values.terms import day_in


class CarriedProgram(BaseModel):
    """A program that the scope item carries, or carried until a succession."""

    program_id: UUID
    name: str
    facility: str
    fiscal_year: int
    opened_on: date | None
    handed_over: bool


class ProductMade(BaseModel):
    """The sum of one product in one unit; numbers of different units are never added. `value` is in rupiah."""

    product: Product
    unit: OutputUnit
    quantity: Quantity
    value: int


class ItemActivity(BaseModel):
    """One scope item: its programs, and in the period its sessions with attendance, performances and products."""

    scope_item_id: UUID
    field: str
    description: str
    programs: list[CarriedProgram]
    sessions: int
    active: int
    passive: int
    absent: int
    performances: int
    products: list[ProductMade]
    last_activity: date | None
    implementation: Implementation = "not_started"


class AgreementActivity(BaseModel):
    """The activity under all scope items of an agreement."""

    agreement_id: UUID
    implementation: Implementation
    period: Period
    scope_items: list[ItemActivity]


@dataclass(frozen=True, slots=True)
class ShowActivity:
    """The activity under one agreement, by default from its first day in force until today."""

    agreement_id: UUID
    since: date | None
    until: date | None
    dormant_after_days: int


_AGREEMENT = """
SELECT zone, in_force_from, least(in_force_until, ended_on) AS last_day,
       (SELECT max(y.day) FROM scope_item s JOIN scope_item_activity y ON y.scope_item_id = s.id
        WHERE s.agreement_id = a.id) AS last_activity
FROM agreement a WHERE a.id = $1
"""
# The period is a condition of the join. In WHERE it would drop the items without any session, the ones to look at.
_ITEMS = """
SELECT jsonb_build_object(
    'scope_item_id', s.id, 'field', s.field, 'description', s.description, 'sessions', count(r.session_id),
    'active', coalesce(sum(n.active), 0), 'passive', coalesce(sum(n.passive), 0), 'absent', coalesce(sum(n.absent), 0),
    'last_activity', (SELECT max(y.day) FROM scope_item_activity y
                      WHERE y.scope_item_id = s.id AND y.day BETWEEN $2 AND $3),
    'performances', (SELECT count(*) FROM outcome_credit oc JOIN reported_outcome o USING (outcome_id)
                     WHERE oc.scope_item_id = s.id AND o.kind = 'performance' AND o.day BETWEEN $2 AND $3),
    'products', (SELECT coalesce(jsonb_agg(p ORDER BY p.product, p.unit), '[]')
                 FROM (SELECT o.product, o.unit, sum(o.quantity) AS quantity, coalesce(sum(o.value), 0) AS value
                       FROM outcome_credit oc JOIN reported_outcome o USING (outcome_id)
                       WHERE oc.scope_item_id = s.id AND o.kind = 'output' AND o.day BETWEEN $2 AND $3
                       GROUP BY o.product, o.unit) AS p),
    'programs', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                            'program_id', p.program_id, 'name', p.name, 'facility', f.name,
                            'fiscal_year', p.fiscal_year, 'opened_on', p.opened_on, 'handed_over', a.handed_over)
                            ORDER BY p.fiscal_year, p.name, f.name), '[]')
                 FROM program_authorisation a JOIN reported_program p USING (program_id)
                 JOIN facility f ON f.id = p.facility_id
                 WHERE a.scope_item_id = s.id)) AS item,
       (SELECT max(y.day) FROM scope_item_activity y WHERE y.scope_item_id = s.id) AS last_ever
FROM scope_item s
LEFT JOIN session_credit c ON c.scope_item_id = s.id
LEFT JOIN reported_session r ON r.session_id = c.session_id AND r.held_on BETWEEN $2 AND $3
LEFT JOIN session_count n ON n.session_id = r.session_id
WHERE s.agreement_id = $1 AND s.left_on IS NULL
  AND ($4::uuid[] IS NULL
       OR EXISTS (SELECT FROM scope_item_agency g WHERE g.scope_item_id = s.id AND g.partner_id = ANY($4)))
GROUP BY s.id ORDER BY s.ordinal
"""


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_activity(work: Work, query: ShowActivity) -> AgreementActivity:
    """Programs, sessions, attendance, performances and products per scope item."""
    row = await work.connection.fetchrow(_AGREEMENT, query.agreement_id)
    agencies = await represented_agencies(work, query)
    today = day_in(row["zone"], work.now)
    period = period_of(query.since, query.until, row["in_force_from"], today)
    rows = await work.connection.fetch(_ITEMS, query.agreement_id, period.since, period.until, agencies)
    return AgreementActivity(
        agreement_id=query.agreement_id,
        # That of the whole agreement, also for a reader who is shown some of its items.
        implementation=implementation_on(today, row["last_activity"], query.dormant_after_days, row["last_day"]),
        period=period,
        scope_items=[
            _item(
                each["item"],
                implementation_on(today, each["last_ever"], query.dormant_after_days, row["last_day"]),
            )
            for each in rows
        ],
    )


def _item(item: str, implementation: Implementation) -> ItemActivity:
    return ItemActivity.model_validate_json(item).model_copy(update={"implementation": implementation})
