"""GET /aturan/hasil: what has become of the notices of each rule in a month."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.notifications.delivery.queries import ListRuleUsage, list_rule_usage
from services.notifications.editions.queries.rules import ListRules, list_rules
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
ROWS = 30


@router.get("/aturan/hasil")
async def show_outcome(
    work: CurrentWork,
    screen: CurrentScreen,
    bulan: Annotated[str, Query(pattern=r"^[0-9]{4}-[0-9]{2}$")] = "",
    mulai: Annotated[int, Query(ge=0, le=1_000)] = 0,
) -> Response:
    """The rules with notices in a month, the latest month first, some at a time."""
    usage = await list_rule_usage(work, ListRuleUsage())
    months = sorted({each.month for each in usage}, reverse=True)
    chosen = next((month for month in months if f"{month:%Y-%m}" == bulan), months[0] if months else None)
    rows = [each for each in usage if each.month == chosen]
    book = await list_rules(work, ListRules())
    return screen.show(
        "outcome.html.j2",
        months=months,
        chosen=chosen,
        rows=rows[mulai : mulai + ROWS],
        occasions={rule.name: rule.occasion for rule in book.rules.rules},
        following=mulai + ROWS if len(rows) > mulai + ROWS else None,
    )
