"""Every error of a request is answered with a problem that has advice; only a fault of the service is a 500."""

from typing import Any

import asyncpg
import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from shared.operations.errors import describe
from shared.postgres.connections import TRANSIENT
from shared.postgres.faults import Fault, fault_of
from shared.values.refusals import Refusal
from shared.web.methods import methods_of
from shared.web.problems.details import problem_response
from shared.web.problems.refusals import (
    InvalidRequest,
    MalformedJson,
    MethodNotAllowed,
    RouteNotFound,
    TookTooLong,
    TryAgain,
    Unexpected,
)

log = structlog.get_logger()


async def answer_refusal(request: Request, error: Any) -> Response:
    """A rule refused the request."""
    return problem_response(request, error, **error.members())


async def answer_invalid(request: Request, error: Any) -> Response:
    """The body, a query parameter or a header is not valid: name each part and the reason."""
    found = error.errors()
    if any(part["type"] == "json_invalid" for part in found):
        return problem_response(request, MalformedJson(why=found[0]["ctx"]["error"]))
    # Never pydantic's `input`: it may be a person's name, which a refusal must not repeat.
    errors = [{"pointer": "/" + "/".join(map(str, part["loc"])), "message": part["msg"]} for part in found]
    return problem_response(request, InvalidRequest(), errors=errors)


async def answer_router(request: Request, error: Any) -> Response:
    """The router or the framework refused the request."""
    match error.status_code:
        case 405:
            supported = ", ".join(methods_of(request.app, request.url.path))
            return problem_response(request, MethodNotAllowed(allow=supported))
        case 400:
            return problem_response(request, MalformedJson(why=error.detail))
        case _:
            return problem_response(request, RouteNotFound())


async def answer_incomplete(request: Request, error: Any) -> Response:
    """The client left before its body was complete: no fault of ours, and the answer is not read."""
    return problem_response(request, MalformedJson(why="the client left"))


async def answer_transient(request: Request, error: Exception) -> Response:
    """An error that passes by itself: nothing was changed, the same request may be repeated."""
    # Errors of these classes may also be faults of ours, such as a missing file: repeating would not help.
    if isinstance(error, OSError | asyncpg.InterfaceError) and fault_of(error) is Fault.NOBODY:
        return await answer_unexpected(request, error)
    log.warning("request_failed_for_now", path=request.url.path, error=describe(error))
    return problem_response(request, TryAgain())


async def answer_too_long(request: Request, error: Exception) -> Response:
    """PostgreSQL stopped a statement at its time limit."""
    log.warning("statement_took_too_long", path=request.url.path, error=describe(error))
    return problem_response(request, TookTooLong())


async def answer_unexpected(request: Request, error: Exception) -> Response:
    """A fault of ours: its operators must look."""
    # The framework calls this outside all middleware, where neither answer nor log has the correlation id any more.
    correlation_id = getattr(request.state, "correlation_id", "-")
    log.error("request_failed", path=request.url.path, correlation_id=correlation_id, exc_info=error)
    return problem_response(request, Unexpected(correlation_id=correlation_id))


def answer_with_problems(app: FastAPI) -> None:
    """Let `app` answer every error with a problem."""
    app.add_exception_handler(Refusal, answer_refusal)
    app.add_exception_handler(RequestValidationError, answer_invalid)
    app.add_exception_handler(HTTPException, answer_router)
    app.add_exception_handler(ClientDisconnect, answer_incomplete)
    for transient in TRANSIENT:
        app.add_exception_handler(transient, answer_transient)
    # Before its base class in TRANSIENT, which means an operator's intervention and passes by itself.
    app.add_exception_handler(asyncpg.QueryCanceledError, answer_too_long)
    app.add_exception_handler(Exception, answer_unexpected)
