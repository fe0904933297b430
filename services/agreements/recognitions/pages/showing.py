"""GET /penghargaan/{id}
GET, POST /penghargaan/{id}/keputusan
"""

from typing import Annotated, Literal, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.agreements.recognitions.commands import DecideRecognition, decide_recognition
from services.agreements.recognitions.queries import ShowRecognition, may_decide, show_recognition
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import RecognitionRefusal
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class DecisionForm(BaseModel):
    """The decision, with the reason of a refusal."""

    decision: Literal["granted", "refused"]
    refusal: RecognitionRefusal | None = Field(None, validate_default=True)

    @field_validator("refusal")
    @classmethod
    def _has_a_reason(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("decision") == "refused":
            raise PydanticCustomError("fault_missing", "a reason is given")
        return value


@router.get("/penghargaan/{recognition_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, recognition_id: UUID) -> Response:
    """The deliveries of the partner, and the step of a head."""
    recognition = await show_recognition(work, ShowRecognition(recognition_id))
    return screen.show("showing.html.j2", recognition=recognition, may_decide=await may_decide(work, recognition))


@router.get("/penghargaan/{recognition_id}/keputusan")
async def show_decision(work: CurrentWork, screen: CurrentScreen, recognition_id: UUID) -> Response:
    """The form."""
    recognition = await show_recognition(work, ShowRecognition(recognition_id))
    return screen.show("deciding.html.j2", recognition=recognition, refusals=get_args(RecognitionRefusal))


@router.post("/penghargaan/{recognition_id}/keputusan")
async def decide(
    work: CurrentWork,
    screen: CurrentScreen,
    recognition_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[DecisionForm, form_of(DecisionForm)],
) -> Response:
    """Grant or refuse it; a reason is kept with a refusal only."""
    refusal = form.refusal if form.decision == "refused" else None
    await decide_recognition(work, DecideRecognition(recognition_id, expected_version, refusal))
    return screen.go(f"/penghargaan/{recognition_id}")
