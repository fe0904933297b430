"""POST /units/{id}/facts"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.register.commands.facts import RecordFact, record_fact
from services.agreements.register.model.facts import FactKind, UnitFact
from shared.values.inputs import ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["register"])


class NewFact(BaseModel):
    """A fact from a day on, as text, and the list from which it was taken."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"kind": "population", "valid_from": "2026-01-01", "value": "1204", "source": "SDP Publik, 2 Jan 2026"}
            ]
        },
    )

    kind: FactKind
    valid_from: Day
    value: ShortText
    source: ShortText

    def command(self, unit_id: UUID) -> RecordFact:
        """The command that this body asks for."""
        return RecordFact(unit_id, UnitFact(**self.model_dump()))


@router.post("/units/{unit_id}/facts", summary="Catat data bertanggal / record a dated fact of a unit")
async def record(work: CurrentWork, unit_id: UUID, body: NewFact) -> UnitFact:
    """Record official code, capacity, population or province of a unit from a day on; see `GET /units/{id}`."""
    return await record_fact(work, body.command(unit_id))
