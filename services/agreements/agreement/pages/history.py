"""GET /perjanjian/{id}/riwayat"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.agreements.agreement.model.agreement import AgreementNotThen
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
from shared.access import Work
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
        then=await _then(work, agreement, day),
        text_then=_text(await list_texts(work, ListTexts(agreement_id)), entries),
    )


async def _then(work: Work, agreement: AgreementDetails, day: date) -> AgreementDetails | None:
    """The signed agreement as of a day, as addenda had changed it by then."""
    if agreement.in_force_from is None or day < agreement.in_force_from:
        return None
    try:
        return await show_agreement(work, ShowAgreement(agreement.id, day))
    except AgreementNotThen:
        return None


def _state(agreement: AgreementDetails, entries: Sequence[HistoryEntry], day: date) -> StateToday | None:
    """The state on a day: the one of the last move until then, as the calendar changes it; None before the first."""
    if not entries:
        return None
    return state_on(day, entries[-1].to_state, agreement.in_force)


def _text(texts: Sequence[TextVersion], entries: Sequence[HistoryEntry]) -> TextVersion | None:
    """The newest text that existed after these moves."""
    version = max((entry.version for entry in entries), default=0)
    return max((text for text in texts if text.version <= version), key=lambda text: text.version, default=None)
