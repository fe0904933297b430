"""Problem details (RFC 9457): the answer to a request that was refused."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from shared.values.refusals import Refusal, RequestRefusal
from shared.values.texts import Text
from shared.web.budget import Budget
from shared.web.problems.kinds import kind_of

MEDIA_TYPE = "application/problem+json"


class InvalidPart(BaseModel):
    """One part of a request that is not valid."""

    pointer: str = Field(description="where it is: `/body/title`, `/query/limit`")
    message: str


class EnglishTexts(BaseModel):
    """The same texts in English."""

    title: str
    detail: str


class Problem(BaseModel):
    """The refusal of a request, in Indonesian and, under `english`, in English; `type` is the address of its page."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="the problem's page; resolve it against the address of the request")
    title: str
    status: int
    detail: str
    english: EnglishTexts
    instance: str = Field(description="the path that was asked for")
    correlation_id: str | None = Field(description="give it when you report a fault")
    errors: list[InvalidPart] = Field([], description="each part that is not valid, where there are several")


def problem_members(refusal: type[Refusal], detail: Text, **texts: Text) -> dict[str, Any]:
    """Type, status and texts of a problem, wherever it is shown: each text in Indonesian, all of them in English."""
    texts = {"title": refusal.title, "detail": detail, **texts}
    return {
        "type": f"/problems/{refusal.code()}",
        "status": kind_of(refusal).status,
        **{name: text.id for name, text in texts.items()},
        "english": {name: text.en for name, text in texts.items()},
    }


def problem_response(request: Request, refusal: Refusal, **extensions: Any) -> JSONResponse:
    """The answer to a request that was refused; `extensions` are further members."""
    body = {
        **problem_members(type(refusal), refusal.sentence),
        "instance": request.url.path,
        "correlation_id": getattr(request.state, "correlation_id", None),
        **extensions,
    }
    budget: Budget | None = getattr(request.state, "budget", None)
    headers = budget.headers() if budget else {}
    if isinstance(refusal, RequestRefusal):
        # The refusal's own headers win: a used-up budget replaces the one that the edge counted before.
        headers |= refusal.headers()
    return JSONResponse(body, body["status"], headers, MEDIA_TYPE)
