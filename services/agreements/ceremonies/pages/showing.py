"""GET /seremoni/{id}"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.ceremonies.queries.showing import ShowCeremony, may_change, own_units, show_ceremony
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import CeremonyState
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
STEPS: dict[CeremonyState, tuple[tuple[str, str], ...]] = {
    "preparing": (
        ("change_preparation", "persiapan"),
        ("reserve_block", "nomor"),
        ("open_programs", "program"),
        ("invite_to_ceremony", "undangan"),
        ("open_ceremony", "pembukaan"),
        ("call_off_ceremony", "pembatalan"),
    ),
    "open": (
        ("to_desk", "meja"),
        ("sign_for_all", "tanda-tangan"),
        ("reserve_block", "nomor"),
        ("close_ceremony", "penutupan"),
    ),
}
"""The word and the address of each step of the keeper, the most usual first."""
STEPS_OF_GUESTS: dict[CeremonyState, tuple[tuple[str, str], ...]] = {
    "preparing": (("list_own_agreements", "daftar"), ("reserve_block", "nomor")),
    "open": (("to_desk", "meja"), ("sign_for_all", "tanda-tangan"), ("reserve_block", "nomor")),
}
"""Those of a guest."""


@router.get("/seremoni/{ceremony_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID) -> Response:
    """The plan, the order of signing with each result, and the reader's steps; fit to be printed."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    if may_change(work, ceremony):
        steps = STEPS.get(ceremony.state, ())
    else:
        steps = STEPS_OF_GUESTS.get(ceremony.state, ()) if own_units(work, ceremony) else ()
    return screen.show("showing.html.j2", ceremony=ceremony, steps=steps)
