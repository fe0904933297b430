"""POST /recognitions
GET /recognitions
GET /recognitions/{id}
POST /recognitions/{id}/decisions
GET /partners-to-recognise
GET /partners/{id}/recognitions
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, model_validator

from services.agreements.recognitions import queries
from services.agreements.recognitions.commands import (
    DecideRecognition,
    ProposeRecognition,
    decide_recognition,
    propose_recognition,
)
from services.agreements.recognitions.model import Recognition, RecognitionState
from services.agreements.recognitions.queries import (
    GrantedRecognition,
    ListRecognisable,
    ListRecognitions,
    ListRecognitionsOfPartner,
    Recognisable,
    RecognitionSummary,
    ShowRecognition,
)
from shared.values.cooperation import RecognitionGround, RecognitionKind, RecognitionRefusal
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["recognitions"])


class NewRecognition(BaseModel):
    """A recognition of a partner by one of our units, for what the record of the period shows."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "unit_id": "019c0000-0000-7000-8000-000000000004",
                    "partner_id": "d9895dee-7ae9-5558-8c58-55f01710de26",
                    "kind": "charter",
                    "ground": "obligations_fulfilled",
                    "period_from": "2025-01-01",
                    "period_until": "2025-12-31",
                }
            ]
        },
    )

    unit_id: UUID
    partner_id: UUID
    kind: RecognitionKind
    ground: RecognitionGround
    period_from: Day
    period_until: Day


class RecognitionDecision(BaseModel):
    """The recognition is granted, or refused with a code for the reason."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"granted": True}]})

    granted: bool
    refusal: RecognitionRefusal | None = None

    @model_validator(mode="after")
    def _refusal_has_its_reason(self) -> "RecognitionDecision":
        if self.granted == (self.refusal is not None):
            raise ValueError("give the code of the refusal if it is not granted, and only then")
        return self


@router.post("/recognitions", summary="Usulkan penghargaan / propose a recognition")
async def propose(work: CurrentWork, body: NewRecognition) -> Created[Recognition]:
    """Propose to recognise a partner; a head of the unit, who is another person, decides."""
    recognition = await propose_recognition(work, ProposeRecognition(**dict(body)))
    return Created(recognition, recognition.version, f"/recognitions/{recognition.id}")


@router.get("/recognitions", summary="Daftar penghargaan / list recognitions")
async def list_recognitions(
    work: CurrentWork, page: PageParameters, state: RecognitionState | None = None
) -> Page[RecognitionSummary]:
    """The recognitions of the reader's units, the newest first."""
    return await queries.list_recognitions(work, ListRecognitions(state, page))


@router.get("/recognitions/{recognition_id}", summary="Satu penghargaan / show a recognition")
async def show_recognition(work: CurrentWork, recognition_id: UUID) -> Versioned[Recognition]:
    """The recognition with what the partner had delivered in the period when it was proposed."""
    recognition = await queries.show_recognition(work, ShowRecognition(recognition_id))
    return Versioned(recognition, recognition.version)


@router.post("/recognitions/{recognition_id}/decisions", summary="Putuskan penghargaan / decide on a recognition")
async def decide(
    work: CurrentWork, recognition_id: UUID, body: RecognitionDecision, expected_version: ExpectedVersion
) -> Versioned[Recognition]:
    """Grant or refuse it. The partner is informed of a granted one, and its page shows it."""
    command = DecideRecognition(recognition_id, expected_version, body.refusal)
    recognition = await decide_recognition(work, command)
    return Versioned(recognition, recognition.version)


@router.get("/partners-to-recognise", summary="Mitra yang layak dihargai / list partners to recognise")
async def list_recognisable(
    work: CurrentWork, period_from: Day | None = None, period_until: Day | None = None
) -> Recognisable:
    """The partners that delivered in a period under agreements of the reader's units; by default in the last year."""
    return await queries.list_recognisable(work, ListRecognisable(period_from, period_until))


@router.get("/partners/{partner_id}/recognitions", summary="Penghargaan mitra / list a partner's recognitions")
async def list_recognitions_of_partner(work: CurrentWork, partner_id: UUID) -> list[GrantedRecognition]:
    """The recognitions that a partner has, the newest first."""
    return await queries.list_recognitions_of_partner(work, ListRecognitionsOfPartner(partner_id))
