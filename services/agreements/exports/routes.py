"""GET /exports/units
GET /exports/positions
GET /exports/partners
GET /exports/agreements
"""

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.queries.parameters import WantedAgreements
from services.agreements.exports.queries.agreements import ExportAgreements, export_agreements
from services.agreements.exports.queries.partners import export_partners
from services.agreements.exports.queries.positions import export_positions
from services.agreements.exports.queries.tables import Export
from services.agreements.exports.queries.units import export_units
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.tables import TableFormat, send_table, table_answer

router = APIRouter(route_class=WorkRoute, tags=["exports"])
TABLE = table_answer("The table, with the columns of an import.")


@router.get("/exports/units", summary="Ekspor unit kerja / export units", response_class=Response, responses=TABLE)
async def list_units_as_table(work: CurrentWork, format_: TableFormat = "xlsx") -> Response:
    """Every unit of ours with its periods."""
    return send_table(await export_units(work, Export(format_)), "unit", format_)


@router.get("/exports/positions", summary="Ekspor jabatan / export positions", response_class=Response, responses=TABLE)
async def list_positions_as_table(work: CurrentWork, format_: TableFormat = "xlsx") -> Response:
    """The positions in the reader's units, without the contacts of partners."""
    return send_table(await export_positions(work, Export(format_)), "jabatan", format_)


@router.get("/exports/partners", summary="Ekspor mitra / export partners", response_class=Response, responses=TABLE)
async def list_partners_as_table(work: CurrentWork, format_: TableFormat = "xlsx") -> Response:
    """The partners that the reader may read."""
    return send_table(await export_partners(work, Export(format_)), "mitra", format_)


@router.get(
    "/exports/agreements", summary="Ekspor perjanjian / export agreements", response_class=Response, responses=TABLE
)
async def list_agreements_as_table(
    work: CurrentWork, wanted: WantedAgreements, format_: TableFormat = "xlsx"
) -> Response:
    """The agreements of a list: those that concern the reader's units and fit the filter, the newest first."""
    table = await export_agreements(work, ExportAgreements(format_, wanted))
    return send_table(table, "perjanjian", format_)
