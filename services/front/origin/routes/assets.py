"""GET /aset/{release}/{name}: styles, script and font of all screens, kept by browsers until their content changes."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from shared.console.asset_files import ADDRESS, CACHE_CONTROL, assets, release
from shared.web.problems.refusals import RouteNotFound

router = APIRouter()


@router.get(ADDRESS + "/{wanted}/{name}")
async def show_asset(request: Request, wanted: str, name: str) -> Response:
    """A file of this release; under the address of another one it is not kept, because its content is another.

    During an upgrade, a service may already be newer than the door, or still be older: its pages need a style as well.
    """
    asset = assets().get(name)
    if asset is None:
        raise RouteNotFound
    headers = {"Cache-Control": CACHE_CONTROL if wanted == release() else "no-store", "Vary": "Accept-Encoding"}
    packed = "gzip" in request.headers.get("accept-encoding", "") and len(asset.packed) < len(asset.content)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(asset.packed if packed else asset.content, media_type=asset.media_type, headers=headers)
