"""POST /agreements/{id}/extensions"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.drafts import NewScopeItem
from services.agreements.agreement.model.parts import Receipt
from services.agreements.succession.commands import DraftExtension, draft_extension
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Term
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["succession"])


class NewExtension(BaseModel):
    """The kept items (ids of the predecessor's), the added ones, and the meeting or reason for the additions."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "title": "Perpanjangan Nota Kesepakatan Pembinaan Warga Binaan",
                    "term": {"effective_from": "2026-03-01", "effective_until": "2031-02-28"},
                    "kept": ["019c0000-0000-7000-8000-000000000004"],
                    "added": [{"field": "environment", "description": "Pengelolaan sampah", "pillar": "independence"}],
                    "additions_agreed_at": "019c0000-0000-7000-8000-000000000005",
                }
            ]
        },
    )

    title: ShortText
    term: Term
    kept: tuple[UUID, ...] = Field(max_length=60)
    added: tuple[NewScopeItem, ...] = Field((), max_length=60)
    additions_agreed_at: UUID | None = None
    reason: Paragraph | None = None

    def command(self, agreement_id: UUID) -> DraftExtension:
        """The command that this body asks for."""
        return DraftExtension(agreement_id=agreement_id, **dict(self))


# Without If-Match: the predecessor does not change, and the extension is an agreement of its own.
@router.post("/agreements/{agreement_id}/extensions", summary="Buat perpanjangan / draft an extension")
async def extend(work: CurrentWork, agreement_id: UUID, body: NewExtension) -> Created[Receipt]:
    """Draft the successor of a signed agreement; the answer has a caution if there is a gap between the terms."""
    receipt = await draft_extension(work, body.command(agreement_id))
    return Created(receipt, receipt.version, f"/agreements/{receipt.id}")
