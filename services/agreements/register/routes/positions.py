"""POST /positions
POST /positions/{id}/endings
GET /positions
GET /positions/mine
GET /positions/{id}
GET /headships
"""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.register.commands.positions import AssignPosition, EndPosition, assign_position, end_position
from services.agreements.register.queries import headships, positions
from services.agreements.register.queries.headships import HeadedKind, Headship, HeadshipFinding
from services.agreements.register.queries.own_positions import ListOwnPositions, OwnPosition, list_own_positions
from services.agreements.register.queries.positions import VersionedPosition
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.values.inputs import Account, Paragraph, ShortText
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["register"])


class NewPosition(BaseModel):
    """`unit` is the id of a facility or partner, or the code of a region; it stays empty for the nation."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "account": "officer-1",
                    "capability": "cooperation_officer",
                    "scope_kind": "facility",
                    "unit": "d9895dee-7ae9-5558-8c58-55f01710de26",
                    "capacity": "definitive",
                    "title": "Kepala Seksi Binadik",
                    "letter": "SK-12/2026",
                }
            ]
        },
    )

    account: Account
    capability: Capability
    scope_kind: ScopeKind
    unit: Annotated[str, Field(pattern=r"^[0-9a-zA-Z-]{0,40}$")] = ""
    capacity: Capacity = "definitive"
    title: ShortText | None = None
    letter: ShortText | None = None
    acts_for: UUID | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None

    def command(self) -> AssignPosition:
        """The command that this body asks for."""
        return AssignPosition(**self.model_dump())


class Ending(BaseModel):
    """The last day on which the position holds, and why it ends."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"last_day": "2026-03-31", "reason": "Mutasi"}]}
    )

    last_day: Day
    reason: Paragraph

    def command(self, position_id: UUID, expected_version: int) -> EndPosition:
        """The command that this body asks for."""
        return EndPosition(position_id, self.last_day, self.reason, expected_version)


class EndedPosition(BaseModel):
    """The last day of the ended position, and its new version."""

    id: UUID
    last_day: Day
    version: int


@router.post("/positions", summary="Catat penugasan / assign a position")
async def assign(work: CurrentWork, body: NewPosition) -> Created[VersionedPosition]:
    """From its first day on, the account may act in this position in all services."""
    position = await assign_position(work, body.command())
    return Created(VersionedPosition(**asdict(position), version=1), 1, f"/positions/{position.id}")


@router.post("/positions/{position_id}/endings", summary="Akhiri penugasan / end a position")
async def end(
    work: CurrentWork, position_id: UUID, body: Ending, expected_version: ExpectedVersion
) -> Versioned[EndedPosition]:
    """Set the last day on which a position holds."""
    version = await end_position(work, body.command(position_id, expected_version))
    return Versioned(EndedPosition(id=position_id, last_day=body.last_day, version=version), version)


@router.get("/positions", summary="Daftar penugasan / list positions")
async def list_positions(
    work: CurrentWork,
    page: PageParameters,
    account: Annotated[Account | None, Query()] = None,
    unit: Annotated[str | None, Query(pattern=r"^[0-9a-zA-Z-]{1,40}$")] = None,
) -> Page[VersionedPosition]:
    """One page of positions, optionally of one account or one unit."""
    return await positions.list_positions(work, positions.ListPositions(account, unit, page))


# Before the route of one position, which would take `mine` for an id.
@router.get("/positions/mine", summary="Jabatan saya / my positions")
async def list_mine(work: CurrentWork, page: PageParameters) -> Page[OwnPosition]:
    """One page of the positions that the account itself holds today."""
    return await list_own_positions(work, ListOwnPositions(page))


@router.get("/positions/{position_id}", summary="Satu penugasan / show a position")
async def show_position(work: CurrentWork, position_id: UUID) -> Versioned[VersionedPosition]:
    """One position with its version."""
    position = await positions.show_position(work, positions.ShowPosition(position_id))
    return Versioned(position, position.version)


@router.get("/headships", summary="Unit tanpa kepala atau dengan dua kepala / list units without one head")
async def list_headships(
    work: CurrentWork, page: PageParameters, finding: HeadshipFinding, kind: HeadedKind = "facility"
) -> Page[Headship]:
    """Units that have no head today in any capacity, or two definitive ones.

    A partner has no head if the office of its head is not on record, or the term of that office is over.
    """
    return await headships.list_headships(work, headships.ListHeadships(finding, page, kind))
