"""POST /agreements/{id}/obligations
GET /agreements/{id}/obligations
GET /agreements/{id}/promises
GET /agreements/{id}/ledger
GET /agreements/{id}/ledger/table
GET /partners/{id}/ledger
GET /partners/{id}/ledger/table
GET /obligations/{id}
POST /obligations/{id}/requests
POST /obligations/{id}/deliveries
POST /obligations/{id}/waivers
POST /obligations/{id}/endings
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from services.agreements.obligations.commands.agreeing import (
    AgreeObligation,
    EndObligation,
    agree_obligation,
    end_obligation,
)
from services.agreements.obligations.commands.delivering import (
    RecordDelivery,
    RequestDue,
    WaiveDue,
    record_delivery,
    request_due,
    waive_due,
)
from services.agreements.obligations.model.obligations import Obligation
from services.agreements.obligations.model.promises import LARGEST_QUANTITY, NewObligation
from services.agreements.obligations.queries import ledger, promises, showing
from services.agreements.obligations.queries.ledger import Ledger, ShowLedger, ShowPartnerLedger
from services.agreements.obligations.queries.promises import ListPromises, PromiseThen
from services.agreements.obligations.queries.showing import ListObligations, ObligationDetails, ShowObligation
from services.agreements.obligations.queries.tables import table_of
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned
from shared.web.tables import TableFormat, send_table, table_answer

router = APIRouter(route_class=WorkRoute, tags=["obligations"])
TABLE = table_answer("The table, with a row for each due.")
Quantity = Annotated[int, Field(ge=1, le=LARGEST_QUANTITY, strict=True)]


class DueRequest(BaseModel):
    """A request until a day; without `quantity` as much as was promised."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"due_on": "2026-05-31"}]})

    due_on: Day
    quantity: Quantity | None = None


class NewDelivery(BaseModel):
    """A delivery for a due; `evidence` names the receipt, the minutes or the list of attendance."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "due_id": "019c0000-0000-7000-8000-000000000001",
                    "quantity": 12,
                    "delivered_on": "2026-04-20",
                    "evidence": "Daftar hadir konseling April, nomor CONTOH-44",
                }
            ]
        },
    )

    due_id: UUID
    quantity: Quantity
    delivered_on: Day
    evidence: ShortText


class Waiver(BaseModel):
    """The due that is asked for no more, and why."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"due_id": "019c0000-0000-7000-8000-000000000001", "reason": "Blok ditutup karena banjir."}]
        },
    )

    due_id: UUID
    reason: Paragraph


class ObligationEnding(BaseModel):
    """The last day of an obligation, and why it ends."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"ended_on": "2026-04-30", "reason": "Salah dicatat."}]}
    )

    ended_on: Day
    reason: Paragraph


# Without If-Match: it adds an obligation and overwrites nothing.
@router.post("/agreements/{agreement_id}/obligations", summary="Catat kewajiban / record an obligation")
async def agree(work: CurrentWork, agreement_id: UUID, body: NewObligation) -> Created[Obligation]:
    """Record a promise of the text, of a signed one with its clause. Dues begin with the agreement."""
    obligation = await agree_obligation(work, AgreeObligation(agreement_id, body))
    return Created(obligation, obligation.version, f"/obligations/{obligation.id}")


@router.get("/agreements/{agreement_id}/obligations", summary="Daftar kewajiban / list obligations")
async def list_obligations(work: CurrentWork, agreement_id: UUID) -> list[ObligationDetails]:
    """The promises of each party, with their dues today: waiting, overdue, fulfilled, waived."""
    return await showing.list_obligations(work, ListObligations(agreement_id))


@router.get("/agreements/{agreement_id}/promises", summary="Kewajiban pada satu hari / list obligations as of a day")
async def list_promises(work: CurrentWork, agreement_id: UUID, as_of: Day) -> list[PromiseThen]:
    """What the parties had promised as of a day, before later addenda changed it."""
    return await promises.list_promises(work, ListPromises(agreement_id, as_of))


@router.get("/agreements/{agreement_id}/ledger", summary="Neraca kewajiban / show the ledger of obligations")
async def show_ledger(
    work: CurrentWork, agreement_id: UUID, since: Day | None = None, until: Day | None = None
) -> Ledger:
    """By party and period: owed, delivered, missed, waived, still open; with days, of the periods that touch them."""
    return await ledger.show_ledger(work, ShowLedger(agreement_id, since, until))


@router.get("/partners/{partner_id}/ledger", summary="Neraca kewajiban mitra / show the ledger of a partner")
async def show_partner_ledger(
    work: CurrentWork, partner_id: UUID, since: Day | None = None, until: Day | None = None
) -> Ledger:
    """The same for a partner and those under it, in all agreements that the reader may read."""
    return await ledger.show_partner_ledger(work, ShowPartnerLedger(partner_id, since, until))


@router.get(
    "/agreements/{agreement_id}/ledger/table",
    summary="Neraca kewajiban sebagai tabel / export the ledger",
    response_class=Response,
    responses=TABLE,
)
async def show_ledger_as_table(work: CurrentWork, agreement_id: UUID, format_: TableFormat = "xlsx") -> Response:
    """The ledger of an agreement as a workbook or a CSV file, with a row for each due."""
    table = await table_of(await ledger.show_ledger(work, ShowLedger(agreement_id)), format_)
    return send_table(table, "neraca", format_)


@router.get(
    "/partners/{partner_id}/ledger/table",
    summary="Neraca kewajiban mitra sebagai tabel / export the ledger of a partner",
    response_class=Response,
    responses=TABLE,
)
async def show_partner_ledger_as_table(work: CurrentWork, partner_id: UUID, format_: TableFormat = "xlsx") -> Response:
    """The same for a partner and those under it."""
    table = await table_of(await ledger.show_partner_ledger(work, ShowPartnerLedger(partner_id)), format_)
    return send_table(table, "neraca", format_)


@router.get("/obligations/{obligation_id}", summary="Satu kewajiban / show an obligation")
async def show_obligation(work: CurrentWork, obligation_id: UUID) -> Versioned[ObligationDetails]:
    """One obligation with its dues and deliveries."""
    details = await showing.show_obligation(work, ShowObligation(obligation_id))
    return Versioned(details, details.version)


@router.post("/obligations/{obligation_id}/requests", summary="Minta pemenuhan / ask for a due")
async def request(
    work: CurrentWork, obligation_id: UUID, body: DueRequest, expected_version: ExpectedVersion
) -> Versioned[Obligation]:
    """Ask for something that was promised on request, or for each cohort."""
    command = RequestDue(obligation_id, expected_version, body.due_on, body.quantity)
    obligation = await request_due(work, command)
    return Versioned(obligation, obligation.version)


# Without If-Match: several desks record at the same time, and each delivery is added.
@router.post("/obligations/{obligation_id}/deliveries", summary="Catat pemenuhan / record a delivery")
async def deliver(work: CurrentWork, obligation_id: UUID, body: NewDelivery) -> Versioned[Obligation]:
    """Record a delivery for a due. A due is fulfilled when its deliveries reach its quantity."""
    command = RecordDelivery(obligation_id, body.due_id, body.quantity, body.delivered_on, body.evidence)
    obligation = await record_delivery(work, command)
    return Versioned(obligation, obligation.version)


@router.post("/obligations/{obligation_id}/waivers", summary="Bebaskan tagihan / waive a due")
async def waive(
    work: CurrentWork, obligation_id: UUID, body: Waiver, expected_version: ExpectedVersion
) -> Versioned[Obligation]:
    """Ask for a due no more, with the reason."""
    obligation = await waive_due(work, WaiveDue(obligation_id, expected_version, body.due_id, body.reason))
    return Versioned(obligation, obligation.version)


@router.post("/obligations/{obligation_id}/endings", summary="Akhiri kewajiban / end an obligation")
async def end(
    work: CurrentWork, obligation_id: UUID, body: ObligationEnding, expected_version: ExpectedVersion
) -> Versioned[Obligation]:
    """End an obligation with a day; dues that begin later are deleted."""
    command = EndObligation(obligation_id, expected_version, body.ended_on, body.reason)
    obligation = await end_obligation(work, command)
    return Versioned(obligation, obligation.version)
