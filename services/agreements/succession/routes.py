"""POST /agreements/{id}/extensions."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.drafts import NewScopeItem
from services.agreements.agreement.model.parts import Receipt
from services.agreements.succession.commands import DraftExtension, draft_extension
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Term
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import etag

router = APIRouter(route_class=WorkRoute, tags=["succession"])


class NewExtension(BaseModel):
    """What is kept (ids of the predecessor's items), what is added, and the meeting or reason for the additions."""

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


# Without If-Match: the predecessor stays as it is, and an agreement of its own is added.
@router.post("/agreements/{agreement_id}/extensions", status_code=201, summary="Buat perpanjangan / draft an extension")
async def extend(work: CurrentWork, agreement_id: UUID, body: NewExtension, response: Response) -> Receipt:
    """Draft the successor of a signed agreement; a gap between the terms comes back as a caution."""
    receipt = await draft_extension(
        work,
        DraftExtension(
            agreement_id=agreement_id,
            title=body.title,
            term=body.term,
            kept=body.kept,
            added=body.added,
            additions_agreed_at=body.additions_agreed_at,
            reason=body.reason,
        ),
    )
    response.headers["Location"] = f"/agreements/{receipt.id}"
    response.headers["ETag"] = etag(receipt.version)
    return receipt
