"""Methods: HEAD wherever GET is, OPTIONS says what an address supports; which those are is read from the routes."""

from fastapi.routing import iter_route_contexts
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_ORDER = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Methods:
    """ASGI middleware for the two methods that no route names by itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer OPTIONS; let a HEAD be handled as GET: the server leaves out the body, having seen the HEAD."""
        method = scope.get("method")
        if method == "OPTIONS" and (allow := methods_of(scope["app"], Request(scope).url.path)):
            await Response(status_code=204, headers={"Allow": ", ".join(allow)})(scope, receive, send)
            return
        # A copy: uvicorn looks into its own scope when it leaves the body out, so that one must go on saying HEAD.
        await self._app({**scope, "method": "GET"} if method == "HEAD" else scope, receive, send)


def methods_of(app: Starlette, path: str) -> list[str]:
    """Every method that some route supports at `path`, in a fixed order; none where there is no such address.

    Starlette's own answer names the methods of the first route that fits, though several may share a path.
    """
    contexts = [context for context in iter_route_contexts(app.routes) if context.path_regex.match(path)]
    found = {method for context in contexts for method in context.methods or ()}
    if found:
        found |= {"OPTIONS", "HEAD"} if "GET" in found else {"OPTIONS"}
    return sorted(found, key=_ORDER.index)
