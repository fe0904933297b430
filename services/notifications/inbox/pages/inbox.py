"""GET /kotak-masuk: the notices of the account's desks."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.notifications.inbox.queries import CountUnread, ListNotices, count_unread, list_notices
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import PageParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
ROWS = 20


@router.get("/kotak-masuk")
async def show_inbox(
    work: CurrentWork,
    screen: CurrentScreen,
    page: PageParameters,
    tampilkan: Annotated[Literal["semua", "belum-dibaca"], Query()] = "belum-dibaca",
) -> Response:
    """Unread notices, or all of them: unread first, then newest first."""
    unread = True if tampilkan == "belum-dibaca" else None
    found = await list_notices(work, ListNotices(page.model_copy(update={"limit": ROWS}), unread, None))
    counts = await count_unread(work, CountUnread())
    return screen.show(
        "inbox.html.j2", notices=found.items, next=found.next, only=tampilkan, unread=sum(counts.values()), now=work.now
    )
