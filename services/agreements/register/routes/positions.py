"""POST /positions, POST /positions/{id}/endings, GET /positions, GET /positions/{id}."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.register.commands.positions import AssignPosition, EndPosition, assign_position, end_position
from services.agreements.register.queries import positions
from services.agreements.register.queries.positions import PositionView
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.values.inputs import Account, Paragraph, ShortText
from shared.values.terms import Day
from shared.web.cursors import Page, WantedPage
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import SeenVersion, etag

router = APIRouter(route_class=WorkRoute, tags=["register"])


class NewPosition(BaseModel):
    """`unit` is a facility's or partner's id or a region's code; for the nation it stays empty."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "account": "officer-1",
                    "capability": "officer",
                    "scope_kind": "facility",
                    "unit": "d9895dee-7ae9-5558-8c58-55f01710de26",
                    "capacity": "definitive",
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
    letter: ShortText | None = None
    valid_from: Day | None = None
    valid_until: Day | None = None


class Ending(BaseModel):
    """The last day on which the position holds, and why it ends."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"last_day": "2026-03-31", "reason": "Mutasi"}]}
    )

    last_day: Day
    reason: Paragraph


class Ended(BaseModel):
    """The ended position's version."""

    id: UUID
    last_day: Day
    version: int


@router.post("/positions", status_code=201, summary="Berikan jabatan / give a position")
async def assign(work: CurrentWork, body: NewPosition, response: Response) -> PositionView:
    """From the given day on the account may act so in all services."""
    position = await assign_position(work, AssignPosition(**body.model_dump()))
    response.headers["Location"] = f"/positions/{position.id}"
    response.headers["ETag"] = etag(1)
    return PositionView.model_validate({**asdict(position), "version": 1})


@router.post("/positions/{position_id}/endings", summary="Akhiri jabatan / end a position")
async def end(work: CurrentWork, position_id: UUID, body: Ending, seen: SeenVersion, response: Response) -> Ended:
    """Set the last day on which a position holds."""
    version = await end_position(work, EndPosition(position_id, body.last_day, body.reason, seen))
    response.headers["ETag"] = etag(version)
    return Ended(id=position_id, last_day=body.last_day, version=version)


@router.get("/positions", summary="Jabatan / positions")
async def list_positions(
    work: CurrentWork,
    page: WantedPage,
    account: Annotated[Account | None, Query()] = None,
    unit: Annotated[str | None, Query(pattern=r"^[0-9a-zA-Z-]{1,40}$")] = None,
) -> Page[PositionView]:
    """One page of positions, of one account or unit or of all."""
    return await positions.list_positions(work, positions.ListPositions(account, unit, page))


@router.get("/positions/{position_id}", summary="Satu jabatan / one position")
async def show_position(work: CurrentWork, position_id: UUID, response: Response) -> PositionView:
    """One position with its version."""
    position = await positions.show_position(work, positions.ShowPosition(position_id))
    response.headers["ETag"] = etag(position.version)
    return position
