"""POST /agreements/{id}/addenda"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Receipt
from services.agreements.succession.commands import amending
from services.agreements.succession.commands.amending import AmendTerm
from shared.values.inputs import Paragraph
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["succession"])


class Addendum(BaseModel):
    """A signed addendum with a new last day in force (null: until it is ended by notice), and its number as reason."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "signed_on": "2026-03-20",
                    "in_force_until": "2033-12-31",
                    "reason": "Adendum Nomor CONTOH-2/2026: masa berlaku diperpanjang.",
                }
            ]
        },
    )

    signed_on: Day
    in_force_until: Day | None
    reason: Paragraph

    def command(self, agreement_id: UUID, expected_version: int) -> AmendTerm:
        """The command that this body asks for."""
        return AmendTerm(agreement_id, expected_version, **dict(self))


@router.post("/agreements/{agreement_id}/addenda", summary="Catat adendum masa berlaku / record an addendum")
async def amend_term(
    work: CurrentWork, agreement_id: UUID, body: Addendum, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Change the last day of an agreement in force by an addendum that every party has signed; programs follow."""
    receipt = await amending.amend_term(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)
