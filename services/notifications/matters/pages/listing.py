"""GET /perkara: who was notified of what, for keepers and auditors."""

from calendar import monthrange
from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from services.notifications.directory.model import Desk
from services.notifications.matters.model import RULE
from services.notifications.matters.queries.listing import FoundMatter, ListMatters, list_matters
from shared.access import Work
from shared.access.positions import CAPITAL_ZONE
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.cursors import PageRequest, ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
MONTHS = 12
States = Literal["", "terbuka", "selesai"]
STATES: dict[States, bool | None] = {"": None, "terbuka": True, "selesai": False}


@dataclass(frozen=True)
class Chosen:
    """What narrows the list, as it stands in the address."""

    cari: Annotated[str, Query(max_length=100)] = ""
    keadaan: States = ""
    bulan: Annotated[str, Query(pattern=r"^((19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2]))?$")] = ""
    aturan: Annotated[str, Query(pattern=f"{RULE}|^$")] = ""
    kunci: Annotated[str, Query(max_length=200)] = ""

    def query(self, page: PageRequest) -> ListMatters:
        """The query."""
        since, until = _days_of(self.bulan) if self.bulan else (None, None)
        return ListMatters(
            page,
            rule=self.aturan or None,
            business_key=self.kunci or None,
            is_open=STATES[self.keadaan],
            words=self.cari.strip() or None,
            since=since,
            until=until,
        )

    @property
    def address(self) -> str:
        """The address of the list."""
        given = {name: value for name, value in asdict(self).items() if value}
        return f"/perkara?{urlencode(given)}" if given else "/perkara"


@router.get("/perkara")
async def show_matters(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, chosen: Annotated[Chosen, Depends()]
) -> Response:
    """The matters whose subject has the words, the latest first; of one rule or one thing, if it is named."""
    found = await list_matters(work, chosen.query(page))
    return screen.show(
        "listing.html.j2",
        found=found,
        desks={each.desk: Desk.parse(each.desk) for each in found.items},
        last_months=_months(work),
        chosen=chosen,
        history=history_of,
    )


def history_of(matter: FoundMatter) -> str:
    """The address of the history of a matter."""
    named = {"aturan": matter.rule, "kunci": matter.business_key, "meja": matter.desk}
    return f"/perkara/riwayat?{urlencode(named, safe=':|')}"


def _days_of(month: str) -> tuple[date, date]:
    """The first and the last day of a month."""
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _months(work: Work) -> list[date]:
    """The first days of the last months, the latest first."""
    today = day_in(CAPITAL_ZONE, work.now)
    numbers = [today.year * 12 + today.month - 1 - back for back in range(MONTHS)]
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]
