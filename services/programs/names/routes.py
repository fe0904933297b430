"""The routes of names.

GET /facilities/{id}/names
POST /facilities/{id}/names/tables
POST /facilities/{id}/names/erasures
GET /facilities/{id}/names/readings
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from services.programs.names import queries
from services.programs.names.commands import importing, listing
from services.programs.names.model.rows import RefusedRow
from services.programs.participants.model import ErasureGround
from shared.access import Work
from shared.tables.formats import WORKBOOK
from shared.values.texts import Text
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentSettings, CurrentWork, WorkRoute
from shared.web.spooling import CurrentSpool, spool_file
from shared.web.uploads import body_with, id_in_path, upload_route


async def admit(work: Work, request: Request) -> None:
    """Refuse a file before it arrives."""
    await importing.admit_names(work, importing.AdmitNames(id_in_path(request, "facility_id")))


router = APIRouter(route_class=WorkRoute, tags=["names"])
uploads = APIRouter(route_class=upload_route(admit, spool_file), tags=["names"])

DRY_RUN = Query(description="answer in the same way, and change nothing")


class NameErasure(BaseModel):
    """The reference whose name is erased, and the ground."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"participant_ref": "P-7F3A91", "ground": "retention_over"}]}
    )

    participant_ref: str = Field(pattern=r"^P-[0-9A-Z]{6,32}$")
    ground: ErasureGround


class NameRefusal(BaseModel):
    """A row that was not taken: its number, the type of the problem, and its words. They repeat nothing of the row."""

    entry: int
    code: str
    message: Text

    @classmethod
    def of(cls, refused: RefusedRow) -> "NameRefusal":
        """The refusal of a row."""
        return cls(entry=refused.entry, code=refused.refusal.code(), message=refused.refusal.sentence)


class NamesReceipt(BaseModel):
    """How many people got a reference, changed, or were known already; and the rows that were refused."""

    dry_run: bool
    new: int
    changed: int
    unchanged: int
    refused: list[NameRefusal]

    @classmethod
    def of(cls, taken: importing.TakenNames) -> "NamesReceipt":
        """The receipt of a file."""
        counts: dict[str, Any] = {each: taken.outcomes[each] for each in ("new", "changed", "unchanged")}
        return cls(dry_run=taken.dry_run, refused=[NameRefusal.of(each) for each in taken.refused], **counts)


class ErasureReceipt(BaseModel):
    """The name is erased; the reference stays."""

    erased: bool = True


@router.get("/facilities/{facility_id}/names", summary="Nama peserta UPT / names of a facility")
async def open_names(work: CurrentWork, settings: CurrentSettings, facility_id: UUID) -> list[listing.ListedName]:
    """All names that the facility has given, with their references, for its own officers; the reading is recorded."""
    return await listing.open_names(work, listing.OpenNames(facility_id, settings))


@uploads.post(
    "/facilities/{facility_id}/names/tables",
    summary="Kirim berkas nama / send a file of names",
    openapi_extra=body_with((WORKBOOK, "text/csv")),
)
async def import_names(
    work: CurrentWork,
    settings: CurrentSettings,
    facility_id: UUID,
    spooled: CurrentSpool,
    *,
    dry_run: Annotated[bool, DRY_RUN] = False,
) -> NamesReceipt:
    """Take the rows of a workbook or CSV file, which is the body; `entry` is the row as a spreadsheet numbers it."""
    command = importing.ImportNames(facility_id, spooled.file, dry_run, settings)
    return NamesReceipt.of(await importing.import_names(work, command))


@router.post("/facilities/{facility_id}/names/erasures", summary="Hapus nama / erase a name")
async def erase_name(
    work: CurrentWork, settings: CurrentSettings, facility_id: UUID, body: NameErasure
) -> ErasureReceipt:
    """Erase the name behind a reference. Enrolments and attendance stay, without a name."""
    command = listing.EraseName(facility_id, body.participant_ref, body.ground, settings)
    await listing.erase_name(work, command)
    return ErasureReceipt()


@router.get("/facilities/{facility_id}/names/readings", summary="Pembacaan nama / readings of names")
async def list_name_readings(work: CurrentWork, facility_id: UUID, page: PageParameters) -> Page[queries.NameReading]:
    """Who has read names of the facility, when, as what and what for, the newest first."""
    return await queries.list_name_readings(work, queries.ListNameReadings(facility_id, page))


routers = (uploads, router)
