"""POST /agreements/{id}/extensions
GET /agreements/{id}/changed-heads
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.model.terms import TermClause
from services.agreements.succession.commands.extending import DraftExtension, draft_extension
from services.agreements.succession.model.heads import PartnerHead
from services.agreements.succession.queries import heads
from services.agreements.succession.queries.heads import ListChangedHeads
from shared.values.cooperation import Instrument, RenewalOccasion
from shared.values.inputs import ShortText, Title
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["succession"])


class NewExtension(BaseModel):
    """The kept items (ids of the predecessor's) and the added ones, each with its ground.

    Parties, places and instrument stay as they were, unless they are named. The term may come later.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "title": "Perpanjangan Nota Kesepakatan Pembinaan Warga Binaan",
                    "term": {"kind": "fixed", "starts_on": "2026-03-01", "ends_on": "2031-02-28"},
                    "kept": ["019c0000-0000-7000-8000-000000000004"],
                    "added": [
                        {
                            "field": "environment",
                            "description": "Pengelolaan sampah",
                            "pillar": "independence",
                            "ground": "meeting",
                            "meeting_id": "019c0000-0000-7000-8000-000000000005",
                        }
                    ],
                }
            ]
        },
    )

    title: Title
    kept: tuple[UUID, ...] = Field(max_length=60)
    added: tuple[NewScopeItem, ...] = Field((), max_length=60)
    term: TermClause | None = None
    instrument: Instrument | None = None
    called: ShortText | None = None
    parties: tuple[NewParty, ...] | None = Field(None, max_length=700)
    runs_at: tuple[UUID, ...] | None = Field(None, max_length=700)
    occasion: RenewalOccasion | None = None

    def command(self, agreement_id: UUID) -> DraftExtension:
        """The command that this body asks for."""
        return DraftExtension(agreement_id=agreement_id, **dict(self))


# Without If-Match: the predecessor does not change, and the extension is an agreement of its own.
@router.post("/agreements/{agreement_id}/extensions", summary="Buat perpanjangan / draft an extension")
async def extend(work: CurrentWork, agreement_id: UUID, body: NewExtension) -> Created[Receipt]:
    """Draft the successor of a signed agreement; the answer has a caution if there is a gap between the terms."""
    receipt = await draft_extension(work, body.command(agreement_id))
    return Created(receipt, receipt.version, f"/agreements/{receipt.id}")


@router.get("/agreements/{agreement_id}/changed-heads", summary="Pimpinan mitra yang berganti / list changed heads")
async def list_changed_heads(work: CurrentWork, agreement_id: UUID) -> list[PartnerHead]:
    """The heads of partners that came into office after the agreement was signed; they can start its renewal."""
    return await heads.list_changed_heads(work, ListChangedHeads(agreement_id))
