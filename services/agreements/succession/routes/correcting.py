"""POST /agreements/{id}/corrections"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Receipt
from services.agreements.succession.commands.correcting import CorrectAgreement, correct_agreement
from shared.values.inputs import Paragraph, ShortText, Title
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["succession"])


class Erratum(BaseModel):
    """The parts that are wrong, as they are right, and the reason; a part that is left out stays as it is.

    `signed_on` is corrected for agreements that were signed elsewhere, and is never emptied. A document number has a
    route of its own.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"in_force_until": "2029-02-28", "reason": "Salah ketik: naskah menyebut 28 Februari 2029."}]
        },
    )

    reason: Paragraph
    title: Title = ""
    called: ShortText | None = None
    legal_basis: Paragraph | None = None
    funding: Paragraph | None = None
    dated_on: Day | None = None
    signed_on: Day | None = None
    in_force_until: Day | None = None

    def command(self, agreement_id: UUID, expected_version: int) -> CorrectAgreement:
        """The command that this body asks for."""
        parts = {name: getattr(self, name) for name in sorted(self.model_fields_set - {"reason"})}
        if self.signed_on is None:
            parts.pop("signed_on", None)
        return CorrectAgreement(agreement_id, expected_version, parts, self.reason)


@router.post("/agreements/{agreement_id}/corrections", summary="Catat ralat / record an erratum")
async def correct(
    work: CurrentWork, agreement_id: UUID, body: Erratum, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Correct a slip in the record of a signed agreement; other changes need an addendum."""
    receipt = await correct_agreement(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)
