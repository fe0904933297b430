"""HEAD is supported wherever GET is, and OPTIONS returns the methods of an address, as the routes define them."""

from fastapi.routing import iter_route_contexts
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_ORDER = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Methods:
    """ASGI middleware for the two methods that routes do not declare."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer OPTIONS; handle HEAD as GET, because the server then leaves out the body."""
        method = scope.get("method")
        if method == "OPTIONS" and (allow := methods_of(scope["app"], Request(scope).url.path)):
            await Response(status_code=204, headers={"Allow": ", ".join(allow)})(scope, receive, send)
            return
        # A copy: uvicorn decides by the method of its own scope whether to leave out the body.
        await self._app({**scope, "method": "GET"} if method == "HEAD" else scope, receive, send)


def methods_of(app: Starlette, path: str) -> list[str]:
    """Every method that a route supports at `path`, in a fixed order; empty if no route has this path.

    Starlette's own answer has the methods of the first matching route only, although several may share a path.
    """
    contexts = [context for context in iter_route_contexts(app.routes) if context.path_regex.match(path)]
    found = {method for context in contexts for method in context.methods or ()}
    if found:
        found |= {"OPTIONS", "HEAD"} if "GET" in found else {"OPTIONS"}
    return sorted(found, key=_ORDER.index)
