"""GET /impor/data
GET /impor/data/unit
GET /impor/data/jabatan
GET /impor/data/mitra
GET /impor/data/perjanjian
"""

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.pages.filters import ChosenFilter
from services.agreements.exports.queries.agreements import ExportAgreements, export_agreements
from services.agreements.exports.queries.partners import export_partners
from services.agreements.exports.queries.positions import export_positions
from services.agreements.exports.queries.tables import Export
from services.agreements.exports.queries.units import export_units
from services.agreements.register.queries.units import ListOffices, list_offices
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.tables.formats import Format
from shared.web.edge import CurrentWork
from shared.web.tables import send_table

router = APIRouter(route_class=PageRoute)
TABLES = {
    "unit": ("units", export_units),
    "jabatan": ("positions", export_positions),
    "mitra": ("partners", export_partners),
    "perjanjian": ("agreements", export_agreements),
}


@router.get("/impor/data")
async def show_tables(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The tables that the reader may download."""
    await list_offices(work, ListOffices())
    offered = [(name, kind) for name, (kind, export) in TABLES.items() if await export.permits(work, Export("xlsx"))]
    return screen.show("tables.html.j2", tables=offered)


@router.get("/impor/data/unit")
async def show_units(work: CurrentWork, bentuk: Format = "xlsx") -> Response:
    """Our own units."""
    return send_table(await export_units(work, Export(bentuk)), "unit", bentuk)


@router.get("/impor/data/jabatan")
async def show_positions(work: CurrentWork, bentuk: Format = "xlsx") -> Response:
    """Positions."""
    return send_table(await export_positions(work, Export(bentuk)), "jabatan", bentuk)


@router.get("/impor/data/mitra")
async def show_partners(work: CurrentWork, bentuk: Format = "xlsx") -> Response:
    """Partners."""
    return send_table(await export_partners(work, Export(bentuk)), "mitra", bentuk)


@router.get("/impor/data/perjanjian")
async def show_agreements(work: CurrentWork, wanted: ChosenFilter, bentuk: Format = "xlsx") -> Response:
    """Agreements, as the list shows them with its filter."""
    table = await export_agreements(work, ExportAgreements(bentuk, wanted))
    return send_table(table, "perjanjian", bentuk)
