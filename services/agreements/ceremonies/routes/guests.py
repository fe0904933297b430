"""PUT /ceremonies/{id}/units/{unit_id}/agreements"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.ceremonies.commands.enlisting import ListOwnAgreements, list_own_agreements
from services.agreements.ceremonies.model.parts import MOST_AGREEMENTS, OpeningProgram
from services.agreements.ceremonies.routes.preparing import EXAMPLE, CeremonyReceipt, NewListedAgreement
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["ceremonies"])


class OwnAgreements(BaseModel):
    """The agreements that a unit keeps and puts on the list, and those of their programs that open."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"agreements": EXAMPLE["agreements"], "opens": []}]}
    )

    agreements: tuple[NewListedAgreement, ...] = Field(max_length=MOST_AGREEMENTS)
    opens: tuple[OpeningProgram, ...] = Field((), max_length=MOST_AGREEMENTS)


@router.put(
    "/ceremonies/{ceremony_id}/units/{unit_id}/agreements",
    summary="Daftarkan perjanjian sendiri / list own agreements",
)
async def list_own(
    work: CurrentWork, ceremony_id: UUID, unit_id: UUID, body: OwnAgreements, expected_version: ExpectedVersion
) -> Versioned[CeremonyReceipt]:
    """Replace the agreements of the keeper or of a guest; the rows of other units stay as they are."""
    command = ListOwnAgreements(ceremony_id, unit_id, expected_version, body.agreements, body.opens)
    ceremony = await list_own_agreements(work, command)
    return Versioned(CeremonyReceipt.of(ceremony), ceremony.version)
