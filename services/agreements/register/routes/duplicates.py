"""GET /partner-duplicates
GET /partner-duplicates/{id}
POST /partner-duplicates/{id}/dismissals
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.register.commands.duplicates import DismissDuplicate, dismiss_duplicate
from services.agreements.register.model.duplicates import DuplicatePair
from services.agreements.register.queries import duplicates
from shared.values.inputs import Paragraph
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["register"])


class Dismissal(BaseModel):
    """Why the partners of a pair are different."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Yang satu cabang di kota lain"}]}
    )

    reason: Paragraph


class DismissedDuplicate(BaseModel):
    """The pair that is not proposed any more."""

    id: UUID


@router.get("/partner-duplicates", summary="Mitra yang mungkin sama / partners that may be one")
async def list_duplicates(
    work: CurrentWork, page: PageParameters, partner_id: UUID | None = None
) -> Page[DuplicatePair]:
    """One page of pairs whose names are similar, the oldest first. Merge one into the other, or dismiss the pair."""
    return await duplicates.list_duplicates(work, duplicates.ListDuplicates(partner_id, page))


@router.get("/partner-duplicates/{duplicate_id}", summary="Satu pasangan mitra / show a pair")
async def show_duplicate(work: CurrentWork, duplicate_id: UUID) -> DuplicatePair:
    """One pair, also after it was decided."""
    return await duplicates.show_duplicate(work, duplicates.ShowDuplicate(duplicate_id))


@router.post("/partner-duplicates/{duplicate_id}/dismissals", summary="Nyatakan berbeda / dismiss a pair")
async def dismiss(work: CurrentWork, duplicate_id: UUID, body: Dismissal) -> DismissedDuplicate:
    """Record that the partners of a pair are different."""
    await dismiss_duplicate(work, DismissDuplicate(duplicate_id, body.reason))
    return DismissedDuplicate(id=duplicate_id)
