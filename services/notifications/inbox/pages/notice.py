"""GET /kotak-masuk/{notice_id}
POST /kotak-masuk/{notice_id}
"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.notifications.inbox.commands.reading import MarkNoticeRead, mark_notice_read
from services.notifications.inbox.queries import ListSteps, ShowNotice, list_steps, show_notice
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/kotak-masuk/{notice_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, notice_id: UUID) -> Response:
    """One notice; looking at it does not mark it as read, because the whole desk shares it."""
    notice = await show_notice(work, ShowNotice(notice_id))
    steps = await list_steps(work, ListSteps(notice_id))
    return screen.show("notice.html.j2", notice=notice, expired=notice.expired(work.now), steps=steps)


@router.post("/kotak-masuk/{notice_id}")
async def mark_read(work: CurrentWork, screen: CurrentScreen, notice_id: UUID) -> Response:
    """Mark the notice as read, then return to the inbox."""
    await mark_notice_read(work, MarkNoticeRead(notice_id))
    return screen.go("/kotak-masuk")
