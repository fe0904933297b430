"""The document store of the process that answers a request."""

from starlette.requests import Request

from shared.files.files import Files


def files_of(request: Request) -> Files:
    """The document store."""
    files: Files = request.app.state.files
    return files
