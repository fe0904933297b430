"""POST /agreements/mergers
POST /agreements/{id}/parts
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import ConfigDict, Field
from pydantic.config import JsonDict, JsonValue

from services.agreements.agreement.model.drafts import DraftContent
from services.agreements.agreement.model.parts import Receipt
from services.agreements.succession.commands.joining import DraftMerger, DraftPart, draft_merger, draft_part
from shared.values.cooperation import Level
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["succession"])

_PARTIES: list[JsonValue] = [
    {"unit_id": "d9895dee-7ae9-5558-8c58-55f01710de26"},
    {"unit_id": "019c0000-0000-7000-8000-000000000001"},
]
_ITEM: JsonDict = {
    "field": "health",
    "description": "Pemeriksaan kesehatan berkala",
    "continues": ["019c0000-0000-7000-8000-000000000004"],
}
_CONTENT: JsonDict = {
    "instrument": "cooperation_agreement",
    "level": "facility",
    "title": "Perjanjian Kerja Sama Pembinaan",
    "parties": _PARTIES,
    "term": {"kind": "fixed", "starts_on": "2026-03-01", "ends_on": "2029-02-28"},
    "scope_items": [_ITEM],
}
_MERGED: list[JsonValue] = ["019c0000-0000-7000-8000-000000000002", "019c0000-0000-7000-8000-000000000003"]


class NewMerger(DraftContent):
    """One agreement for those in `merges`; each item that is kept names the items that it continues."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CONTENT | {"merges": _MERGED}]})

    level: Level = "facility"
    keeper_id: UUID | None = None
    merges: tuple[UUID, ...] = Field(max_length=20)

    def command(self) -> DraftMerger:
        """The command that this body asks for."""
        return DraftMerger(**dict(self))


class NewPart(DraftContent):
    """A part of an agreement that is split; each item that is kept names the item that it continues."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CONTENT]})

    level: Level = "facility"
    keeper_id: UUID | None = None

    def command(self, agreement_id: UUID) -> DraftPart:
        """The command that this body asks for."""
        return DraftPart(agreement_id=agreement_id, **dict(self))


@router.post("/agreements/mergers", summary="Gabungkan perjanjian / merge agreements")
async def merge(work: CurrentWork, body: NewMerger) -> Created[Receipt]:
    """Draft one agreement that takes over from several; it begins a new line.

    Each of them is superseded on the first day of the new one. A unit that keeps one of them and does not write the
    draft is a party that signs.
    """
    receipt = await draft_merger(work, body.command())
    return Created(receipt, receipt.version, f"/agreements/{receipt.id}")


# Without If-Match: the agreement that is split does not change, and the part is an agreement of its own.
@router.post("/agreements/{agreement_id}/parts", summary="Pecah perjanjian / split an agreement")
async def split(work: CurrentWork, agreement_id: UUID, body: NewPart) -> Created[Receipt]:
    """Draft one part of an agreement; it begins a new line.

    The agreement is superseded when all its parts have begun.
    """
    receipt = await draft_part(work, body.command(agreement_id))
    return Created(receipt, receipt.version, f"/agreements/{receipt.id}")
