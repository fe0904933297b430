"""What goes wrong in a request becomes a problem that says what to do; only a fault of ours is a 500."""

from typing import Any

import asyncpg
import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from shared.postgres.connections import TRANSIENT
from shared.values.refusals import Refusal
from shared.web.correlation import HEADER
from shared.web.methods import methods_of
from shared.web.problems.details import problem
from shared.web.problems.refusals import (
    InvalidRequest,
    MalformedJson,
    MethodNotAllowed,
    NoSuchRoute,
    TookTooLong,
    TryAgain,
    Unexpected,
)

log = structlog.get_logger()


async def refused(request: Request, error: Any) -> Response:
    """A rule said no."""
    return problem(request, error)


async def invalid(request: Request, error: Any) -> Response:
    """The body, a query parameter or a header does not fit: say which, and why."""
    found = error.errors()
    if any(part["type"] == "json_invalid" for part in found):
        return problem(request, MalformedJson(why=found[0]["ctx"]["error"]))
    # Never pydantic's `input`: what was sent may be a person's name, and a refusal does not repeat it.
    errors = [{"pointer": "/" + "/".join(map(str, part["loc"])), "message": part["msg"]} for part in found]
    return problem(request, InvalidRequest(), errors=errors)


async def routed(request: Request, error: Any) -> Response:
    """What the router itself answers."""
    match error.status_code:
        case 405:
            # A 405 must say in Allow what the address supports (RFC 9110 §15.5.6).
            allow = ", ".join(methods_of(request.app, request.url.path))
            return problem(request, MethodNotAllowed(allow=allow), {"Allow": allow})
        case 400:
            return problem(request, MalformedJson(why=error.detail))
        case _:
            return problem(request, NoSuchRoute())


async def waiting(request: Request, error: Exception) -> Response:
    """Something that passes by itself: nothing was changed, the same request may come again."""
    log.warning("request_failed_for_now", path=request.url.path, error=f"{type(error).__name__}: {error}")
    return problem(request, TryAgain())


async def too_long(request: Request, error: Exception) -> Response:
    """PostgreSQL broke a statement off at its time limit."""
    log.warning("statement_took_too_long", path=request.url.path, error=str(error))
    return problem(request, TookTooLong())


async def unexpected(request: Request, error: Exception) -> Response:
    """A fault of ours: someone must look."""
    # The framework asks outside of all middleware, where the answer has got no id yet and the log has lost it.
    correlation_id = getattr(request.state, "correlation_id", "-")
    log.error("request_failed", path=request.url.path, correlation_id=correlation_id, exc_info=error)
    return problem(request, Unexpected(correlation_id=correlation_id), {HEADER: correlation_id})


def answer_with_problems(app: FastAPI) -> None:
    """Let `app` answer everything that goes wrong with a problem."""
    app.add_exception_handler(Refusal, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, routed)
    for transient in TRANSIENT:
        app.add_exception_handler(transient, waiting)
    # Otherwise an operator's intervention, which passes by itself.
    app.add_exception_handler(asyncpg.QueryCanceledError, too_long)
    app.add_exception_handler(Exception, unexpected)
