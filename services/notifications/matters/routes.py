"""Routes of matters, for keepers and auditors.

GET /matters
GET /matters/history
"""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.notifications.matters.model import RULE
from services.notifications.matters.queries.history import MatterHistory, ShowMatter, show_matter
from services.notifications.matters.queries.listing import FoundMatter, ListMatters, list_matters
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(prefix="/matters", route_class=WorkRoute, tags=["matters"])


@dataclass(frozen=True)
class Wanted:
    """What narrows the list."""

    rule: Annotated[str | None, Query(pattern=RULE)] = None
    business_key: Annotated[str | None, Query(max_length=200, description="such as the id of an agreement")] = None
    desk: Annotated[str | None, Query(max_length=120, description="such as `region:JATENG:reviewer`")] = None
    event_id: Annotated[UUID | None, Query(description="the event that opened or closed it")] = None
    is_open: Annotated[bool | None, Query(description="true: no event has closed it")] = None
    words: Annotated[
        str | None, Query(max_length=100, description="beginnings of words in the subject, in either language")
    ] = None
    since: Annotated[Day | None, Query(description="the first day of its notice")] = None
    until: Annotated[Day | None, Query(description="the last day of its notice")] = None


@router.get("", summary="Siapa diberi tahu tentang apa / who was notified of what")
async def list_all(work: CurrentWork, page: PageParameters, wanted: Annotated[Wanted, Depends()]) -> Page[FoundMatter]:
    """List matters at all desks, the latest first, with the events that opened and closed them and their notices."""
    about = (wanted.rule, wanted.business_key, wanted.desk, wanted.event_id)
    query = ListMatters(page, *about, wanted.is_open, wanted.words, wanted.since, wanted.until)
    return await list_matters(work, query)


@dataclass(frozen=True)
class Named:
    """The three names of one matter, as the list has them."""

    rule: Annotated[str, Query(pattern=RULE)]
    business_key: Annotated[str, Query(max_length=200)]
    desk: Annotated[str, Query(max_length=120)]


@router.get("/history", summary="Riwayat satu perkara / the history of one matter")
async def show(work: CurrentWork, named: Annotated[Named, Depends()]) -> MatterHistory:
    """Show all that is on record: cause, notice, steps of the ladder, and deliveries with their time. No account."""
    return await show_matter(work, ShowMatter(named.rule, named.business_key, named.desk))
