"""GET /aturan
GET /edisi
"""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.notifications.editions.queries.editions import ListEditions, ShowEdition, list_editions, show_edition
from services.notifications.editions.queries.rules import ListRules, by_when, list_rules, who
from services.notifications.rules.model.rules import Rule
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
ROWS = 20


@router.get("/aturan")
async def show_rules(
    work: CurrentWork,
    screen: CurrentScreen,
    cari: Annotated[str, Query(max_length=60)] = "",
    mulai: Annotated[int, Query(ge=0, le=1_000)] = 0,
) -> Response:
    """The rules in force whose occasion, audience or texts contain the words, some at a time."""
    in_force = await show_edition(work, ShowEdition())
    book = await list_rules(work, ListRules())
    found = [rule for rule in book.rules.rules if _mentions(rule, cari.casefold().split())]
    shown = [(rule, who(rule), by_when(rule)) for rule in found[mulai : mulai + ROWS]]
    following = mulai + ROWS if len(found) > mulai + ROWS else None
    return screen.show(
        "rules.html.j2", rules=shown, found=len(found), words=cari, following=following, in_force=in_force.number
    )


def _mentions(rule: Rule, words: list[str]) -> bool:
    told = who(rule)
    text = " ".join((rule.occasion.id, rule.occasion.en, told.id, told.en)).casefold()
    return all(word in text for word in words)


@router.get("/edisi")
async def show_editions(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters) -> Response:
    """The editions, the newest first."""
    return screen.show("editions.html.j2", found=await list_editions(work, ListEditions(page)))
