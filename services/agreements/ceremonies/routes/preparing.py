"""POST /ceremonies
PUT /ceremonies/{id}/preparation
POST /ceremonies/{id}/number-blocks
POST /ceremonies/{id}/invitations
POST /ceremonies/{id}/openings
POST /ceremonies/{id}/cancellations
"""

from typing import Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from services.agreements.ceremonies.commands.inviting import InviteToCeremony, invite_to_ceremony
from services.agreements.ceremonies.commands.numbering import ReserveNumbers, reserve_numbers
from services.agreements.ceremonies.commands.preparing import (
    CallOffCeremony,
    CeremonyPlan,
    ChangePreparation,
    OpenCeremony,
    PrepareCeremony,
    call_off_ceremony,
    change_preparation,
    open_ceremony,
    prepare_ceremony,
)
from services.agreements.ceremonies.model.ceremony import Ceremony
from services.agreements.ceremonies.model.parts import (
    MOST_AGREEMENTS,
    MOST_GUESTS,
    ListedAgreement,
    OpeningProgram,
    Signatory,
    SigningAs,
)
from services.agreements.meetings.model.parts import Seat
from shared.values.cooperation import CeremonyState
from shared.values.inputs import Paragraph, ShortText, Title
from shared.values.terms import ClockTime, Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["ceremonies"])
LARGEST_NUMBER = 1_000_000
_FACILITY = "d9895dee-7ae9-5558-8c58-55f01710de26"
EXAMPLE: JsonDict = {
    "title": "Penandatanganan perjanjian kerja sama tahun 2026",
    "planned_on": "2026-01-28",
    "begins_at": "09:00",
    "venue": "Aula Lapas",
    "speakers": [{"position": "Kepala Lapas", "unit_id": _FACILITY}],
    "witnesses": [{"position": "Kepala Kantor Wilayah", "organisation": "Kantor Wilayah Ditjenpas"}],
    "agreements": [
        {
            "agreement_id": "019c0000-0000-7000-8000-000000000002",
            "signatories": [
                {"party_id": "019c0000-0000-7000-8000-000000000004", "signs_as": {"position": "Ketua Yayasan"}}
            ],
        }
    ],
    "opens": [],
}


class SpeakerOrWitness(BaseModel):
    """A position of a registered unit, or of an organisation as it is written; never a name."""

    model_config = ConfigDict(extra="forbid")

    position: ShortText
    unit_id: UUID | None = None
    organisation: ShortText | None = None

    @model_validator(mode="after")
    def _is_of_an_organisation(self) -> Self:
        if self.unit_id is None and self.organisation is None:
            raise ValueError("give unit_id, organisation or both")
        return self

    def seat(self) -> Seat:
        """The position as the ceremony keeps it."""
        return Seat(**self.model_dump())


# Classes of their own: the description lets a request leave out fields with defaults, and an answer has them all.
class NewSigningAs(SigningAs):
    """The position and capacity in which someone signs (never a name), in whose name, and how."""


class NewSignatory(Signatory):
    """The position that is expected to sign for a party; a party with two signers has two."""

    signs_as: NewSigningAs


class NewListedAgreement(ListedAgreement):
    """An agreement of the list, with the signatories of its partners as far as they are known."""

    signatories: tuple[NewSignatory, ...] = Field((), max_length=40)


class Preparation(BaseModel):
    """Day, venue, speakers and witnesses, the list in the order of signing, and the programs that open.

    Guests are further units of the region; each puts its own agreements on the list.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    title: Title
    planned_on: Day
    begins_at: ClockTime | None = None
    venue: ShortText | None = None
    speakers: tuple[SpeakerOrWitness, ...] = Field((), max_length=20)
    witnesses: tuple[SpeakerOrWitness, ...] = Field((), max_length=20)
    guests: tuple[UUID, ...] = Field((), max_length=MOST_GUESTS)
    agreements: tuple[NewListedAgreement, ...] = Field((), max_length=MOST_AGREEMENTS)
    opens: tuple[OpeningProgram, ...] = Field((), max_length=MOST_AGREEMENTS)

    def plan(self) -> CeremonyPlan:
        """The plan that this body describes."""
        return CeremonyPlan(
            title=self.title,
            planned_on=self.planned_on,
            begins_at=self.begins_at,
            venue=self.venue,
            speakers=tuple(each.seat() for each in self.speakers),
            witnesses=tuple(each.seat() for each in self.witnesses),
            guests=self.guests,
            agreements=self.agreements,
            opens=self.opens,
        )


class NewCeremony(Preparation):
    """A ceremony of the unit that prepares, opens and closes it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"keeper_id": _FACILITY, **EXAMPLE}]})

    keeper_id: UUID


class CeremonyNumberBlock(BaseModel):
    """The pattern of the numbers, with # where the running number goes, and the first running number.

    They are numbers of the keeper of the ceremony, or of the guest in `unit_id`.
    """

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"pattern": "CONTOH-#/2026", "first": 101}]}
    )

    pattern: ShortText
    first: int = Field(ge=1, le=LARGEST_NUMBER, strict=True)
    dated_on: Day | None = None
    override_reason: Paragraph | None = None
    unit_id: UUID | None = None


class CeremonyCancellation(BaseModel):
    """The reason why the ceremony will not take place."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Aula belum selesai."}]})

    reason: Paragraph


class CeremonyReceipt(BaseModel):
    """The result of a change of a ceremony."""

    id: UUID
    state: CeremonyState
    version: int

    @classmethod
    def of(cls, ceremony: Ceremony) -> Self:
        """The receipt of a ceremony as it is now."""
        return cls(id=ceremony.id, state=ceremony.state, version=ceremony.version)


class ReservedCeremonyNumber(BaseModel):
    """The number that an agreement got."""

    agreement_id: UUID
    number: str


@router.post("/ceremonies", summary="Siapkan penandatanganan bersama / prepare a ceremony")
async def prepare(work: CurrentWork, body: NewCeremony) -> Created[CeremonyReceipt]:
    """Prepare a ceremony from a list; an agreement is in the list of one ceremony at a time."""
    ceremony = await prepare_ceremony(work, PrepareCeremony(body.keeper_id, body.plan()))
    return Created(CeremonyReceipt.of(ceremony), ceremony.version, f"/ceremonies/{ceremony.id}")


@router.put("/ceremonies/{ceremony_id}/preparation", summary="Ubah persiapan acara / change the preparation")
async def change(
    work: CurrentWork, ceremony_id: UUID, body: Preparation, expected_version: ExpectedVersion
) -> Versioned[CeremonyReceipt]:
    """Replace the plan and the list, until the ceremony is opened."""
    ceremony = await change_preparation(work, ChangePreparation(ceremony_id, expected_version, body.plan()))
    return Versioned(CeremonyReceipt.of(ceremony), ceremony.version)


@router.post("/ceremonies/{ceremony_id}/number-blocks", summary="Pesan blok nomor naskah / reserve a block of numbers")
async def reserve(work: CurrentWork, ceremony_id: UUID, body: CeremonyNumberBlock) -> list[ReservedCeremonyNumber]:
    """Number each agreement that the unit has not numbered, in the order of the list; all of them or none."""
    reserved = await reserve_numbers(work, ReserveNumbers(ceremony_id, **dict(body)))
    return [ReservedCeremonyNumber(agreement_id=each.agreement_id, number=each.number) for each in reserved]


@router.post("/ceremonies/{ceremony_id}/invitations", summary="Undang ke acara / invite to a ceremony")
async def invite(work: CurrentWork, ceremony_id: UUID, expected_version: ExpectedVersion) -> Versioned[CeremonyReceipt]:
    """Invite the guests and the parties of the list; from now on they are informed of another day, or a calling off."""
    ceremony = await invite_to_ceremony(work, InviteToCeremony(ceremony_id, expected_version))
    return Versioned(CeremonyReceipt.of(ceremony), ceremony.version)


@router.post("/ceremonies/{ceremony_id}/openings", summary="Buka acara / open a ceremony")
async def open_(work: CurrentWork, ceremony_id: UUID, expected_version: ExpectedVersion) -> Versioned[CeremonyReceipt]:
    """Open the desks; from now on signatures are recorded."""
    ceremony = await open_ceremony(work, OpenCeremony(ceremony_id, expected_version))
    return Versioned(CeremonyReceipt.of(ceremony), ceremony.version)


@router.post("/ceremonies/{ceremony_id}/cancellations", summary="Batalkan acara / call off a ceremony")
async def call_off(
    work: CurrentWork, ceremony_id: UUID, body: CeremonyCancellation, expected_version: ExpectedVersion
) -> Versioned[CeremonyReceipt]:
    """Call off a ceremony that is not open yet; its agreements may be in another list."""
    ceremony = await call_off_ceremony(work, CallOffCeremony(ceremony_id, expected_version, body.reason))
    return Versioned(CeremonyReceipt.of(ceremony), ceremony.version)
