"""GET /perjanjian/{id}/riwayat"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.agreements.agreement.model.states import StateToday, state_on
from services.agreements.agreement.queries.showing import (
    AgreementDetails,
    HistoryEntry,
    ListHistory,
    ListTexts,
    ShowAgreement,
    TextVersion,
    list_history,
    list_texts,
    show_agreement,
)
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
ROWS = 20


@router.get("/perjanjian/{agreement_id}/riwayat")
async def show_history(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    *,
    pada: Annotated[date | None, Query()] = None,
    halaman: Annotated[int, Query(ge=1, le=1_000)] = 1,
) -> Response:
    """The moves until a day, the state on that day, and the text as it was then; by default as of today."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    day = pada or day_in(agreement.zone, work.now)
    entries = [
        entry
        for entry in await list_history(work, ListHistory(agreement_id))
        if day_in(agreement.zone, entry.at) <= day
    ]
    return screen.show(
        "history.html.j2",
        agreement=agreement,
        day_shown=day,
        moves=entries[::-1][(halaman - 1) * ROWS : halaman * ROWS],
        following=halaman + 1 if len(entries) > halaman * ROWS else None,
        state_then=_state(agreement, entries, day),
        text_then=_text(await list_texts(work, ListTexts(agreement_id)), entries),
    )


def _state(agreement: AgreementDetails, entries: Sequence[HistoryEntry], day: date) -> StateToday | None:
    """The state on a day: the one of the last move until then, as the calendar changes it; None before the first."""
    if not entries:
        return None
    return state_on(day, entries[-1].to_state, agreement.in_force)


def _text(texts: Sequence[TextVersion], entries: Sequence[HistoryEntry]) -> TextVersion | None:
    """The newest text that existed after these moves."""
    version = max((entry.version for entry in entries), default=0)
    return max((text for text in texts if text.version <= version), key=lambda text: text.version, default=None)
