"""Problem details (RFC 9457): the answer to whoever was refused."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import JSONResponse

from shared.access.tokens import Unauthenticated
from shared.values.refusals import Refusal
from shared.values.texts import Text
from shared.web.budget import Budget
from shared.web.problems.kinds import kind_of
from shared.web.problems.refusals import BodyTooSlow, TookTooLong, TooManyRequests, TryAgain

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = "2"


class Fault(BaseModel):
    """One part of a request that does not fit."""

    pointer: str = Field(description="where it stands: `/body/title`, `/query/limit`")
    message: str


class Problem(BaseModel):
    """What was refused and why, in Indonesian and English; `type` is the address of a page that says more."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="resolve it against the address of the request: the problem's page")
    title: str
    title_en: str
    status: int
    detail: str
    detail_en: str
    instance: str = Field(description="the path that was asked for")
    correlation_id: str | None = Field(description="name it when you report a fault")
    errors: list[Fault] = Field([], description="each part that does not fit, where there are several")


def described(refusal: type[Refusal], sentence: Text) -> dict[str, Any]:
    """What is said of a refusal wherever it is spoken of, with this sentence on what is the matter."""
    return {
        "type": f"/problems/{refusal.code()}",
        "title": refusal.title.id,
        "title_en": refusal.title.en,
        "status": kind_of(refusal).status,
        "detail": sentence.id,
        "detail_en": sentence.en,
    }


def problem(request: Request, refusal: Refusal, headers: dict[str, str] | None = None, **more: Any) -> JSONResponse:
    """The answer that says what was refused and what to do."""
    body = {
        **described(type(refusal), refusal.sentence),
        "instance": request.url.path,
        "correlation_id": getattr(request.state, "correlation_id", None),
        **more,
    }
    budget: Budget | None = getattr(request.state, "budget", None)
    # The refusal's own headers win: what has been used up stands over what the edge had counted before.
    said = (budget.headers() if budget else {}) | _headers_of(refusal) | (headers or {})
    return JSONResponse(body, body["status"], said, MEDIA_TYPE)


def _headers_of(refusal: Refusal) -> dict[str, str]:
    match refusal:
        case TryAgain() | TookTooLong():
            return {"Retry-After": RETRY_SECONDS}
        case TooManyRequests(values={"per_minute": int(per_minute), "seconds": int(seconds)}):
            return {**Budget(per_minute, 0, seconds).headers(), "Retry-After": str(seconds)}
        case Unauthenticated():
            # RFC 9110 §15.5.2 asks for it. Only Bearer (RFC 6750) is named: Basic is for Sinergi's own services.
            return {"WWW-Authenticate": 'Bearer realm="sinergi"'}
        case BodyTooSlow():
            # What is left of the body is not waited for. Of one that is too large it is read and thrown away:
            # hanging up on a sender in full flow would take the answer from it.
            return {"Connection": "close"}
        case _:
            return {}
