"""GET, POST /telaah"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from services.agreements.register.queries.units import ListOffices, list_offices
from services.agreements.review.commands.verdicts import REVIEW_OF, GiveVerdict
from services.agreements.review.queries import (
    AwaitedReview,
    ListAwaitedReviews,
    ListWaitingTimes,
    list_awaited_reviews,
    list_waiting_times,
)
from shared.access import Work
from shared.console.forms import form_of, several
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
MOST_TIMES = 40


class Passes(BaseModel):
    """The chosen drafts: agreement, version, side and unit of each, as the page named them."""

    chosen: Annotated[
        list[Annotated[str, Field(pattern=r"^[0-9a-f-]{36}:[0-9]{1,9}:[a-z_]+:[0-9A-Za-z-]{0,36}$")]],
        BeforeValidator(several),
        Field(min_length=1, max_length=100),
    ]

    def commands(self) -> list[tuple[str, GiveVerdict]]:
        """The side and the verdict of each, in one order, so that two such forms do not wait for each other."""
        found = []
        for each in sorted(self.chosen):
            agreement_id, version, side, unit = each.split(":")
            found.append((side, GiveVerdict(UUID(agreement_id), int(version), "pass", unit=unit or None)))
        return found


@router.get("/telaah")
async def show_awaited(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The drafts that wait for the reader's units, and the waiting times of each side."""
    awaited = await list_awaited_reviews(work, ListAwaitedReviews())
    times = await list_waiting_times(work, ListWaitingTimes())
    return screen.show(
        "awaited.html.j2",
        awaited=awaited,
        times=[each for each in times if each.side not in ("partner", "facility")][:MOST_TIMES],
        names={office.code: office.name for office in await list_offices(work, ListOffices())},
        keys={(each.agreement_id, each.unit): _key(each) for each in awaited},
    )


@router.post("/telaah")
async def pass_chosen(work: CurrentWork, screen: CurrentScreen, form: Annotated[Passes, form_of(Passes)]) -> Response:
    """Pass the chosen drafts, all or none of them."""
    await _pass_each(work, form)
    return screen.go("/telaah")


async def _pass_each(work: Work, form: Passes) -> None:
    for side, command in form.commands():
        # A side that does not exist is a form that was tampered with: the first one refuses it like any other stranger.
        await REVIEW_OF.get(side, REVIEW_OF["partner"])(work, command)


def _key(each: AwaitedReview) -> str:
    return f"{each.agreement_id}:{each.version}:{each.side}:{each.unit}"
