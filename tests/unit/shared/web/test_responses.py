"""A route returns body, version and location; the answer and the description have the headers."""

import pytest
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from shared.web.edge import Handle, Read, WorkRoute
from shared.web.responses import Created, Versioned, answer_class

router = APIRouter(route_class=WorkRoute)


class Shelf(BaseModel):
    """A thing with a version."""

    name: str


@router.get("/shelves/{name}")
async def show_shelf(name: str) -> Versioned[Shelf]:
    return Versioned(Shelf(name=name), 3)


@router.post("/shelves")
async def add_shelf(body: Shelf) -> Created[Shelf]:
    return Created(body, 1, f"/shelves/{body.name}")


@router.get("/shelves")
async def list_shelves() -> list[Shelf]:
    return []


class OpenEdge:
    """An edge without accounts, limits or a database."""

    async def answer(self, request: Request, handle: Handle, read: Read, *, visitors: bool = False) -> Response:
        assert not visitors
        return await handle(await read(request))


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.include_router(router)
    app.state.edge = OpenEdge()
    return TestClient(app)


def test_a_versioned_answer_has_an_etag(client: TestClient) -> None:
    answer = client.get("/shelves/north")
    assert (answer.status_code, answer.json()) == (200, {"name": "north"})
    assert answer.headers["ETag"] == '"3"'
    assert "Location" not in answer.headers


def test_a_created_answer_has_status_201_and_a_location(client: TestClient) -> None:
    answer = client.post("/shelves", json={"name": "north"})
    assert (answer.status_code, answer.json()) == (201, {"name": "north"})
    assert (answer.headers["ETag"], answer.headers["Location"]) == ('"1"', "/shelves/north")


def test_an_answer_without_a_version_has_neither_header(client: TestClient) -> None:
    answer = client.get("/shelves")
    assert answer.status_code == 200
    assert not {"ETag", "Location"} & answer.headers.keys()


def test_the_annotation_says_which_headers_a_route_sends() -> None:
    assert [answer_class(endpoint) for endpoint in (show_shelf, add_shelf, list_shelves)] == [Versioned, Created, None]
    ours = [route for route in router.routes if isinstance(route, WorkRoute)]
    routes = {route.path: route for route in ours if "GET" in (route.methods or ())}
    assert routes["/shelves/{name}"].answer_headers == ("ETag",)
    assert routes["/shelves"].answer_headers == ()


def test_the_description_shows_the_body_alone(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    answers = paths["/shelves"]["post"]["responses"], paths["/shelves/{name}"]["get"]["responses"]
    for answer, status in zip(answers, ("201", "200"), strict=True):
        schema = answer[status]["content"]["application/json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Shelf"}
