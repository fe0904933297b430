"""GET /evaluasi/{id}/edisi/{edition}"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from starlette.responses import Response

from services.agreements.evaluations.model.editions import EditionNotFound, changed_findings
from services.agreements.evaluations.queries import ListEditions, ShowEvaluation, list_editions, show_evaluation
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/evaluasi/{evaluation_id}/edisi/{edition}")
async def show_edition(
    work: CurrentWork, screen: CurrentScreen, evaluation_id: UUID, edition: Annotated[int, Path(ge=1, le=2**31 - 1)]
) -> Response:
    """An edition as it was signed off, and what the next one says instead."""
    current = await show_evaluation(work, ShowEvaluation(evaluation_id))
    editions = {each.edition: each for each in await list_editions(work, ListEditions(evaluation_id))}
    if edition not in editions:
        raise EditionNotFound(edition=edition)
    replaced = editions[edition]
    following = editions[edition + 1].content if edition + 1 in editions else current
    return screen.show(
        "edition.html.j2",
        evaluation=current,
        replaced=replaced,
        before=replaced.content,
        changed=changed_findings(replaced.content, following),
    )
