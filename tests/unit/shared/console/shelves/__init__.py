"""Pages of a shelf, for the tests of the route class."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.console.small_files import SmallFile, file_of
from shared.values.refusals import Conflict
from shared.values.texts import Text
from shared.web.preconditions import ExpectedVersion, require_version

router = APIRouter(route_class=PageRoute)
VERSION = 3


class ShelfFull(Conflict):
    """Nothing more fits."""

    title = Text("Rak penuh", "Shelf full")
    detail = Text("Rak {name} penuh.", "The shelf {name} is full.")


class NewCover(BaseModel):
    """A picture for the shelf."""

    title: str = Field(max_length=20)


class NewBook(BaseModel):
    """A book for the shelf."""

    title: str = Field(max_length=20)
    printed_on: FormDay | None = None


@router.get("/rak/{name}")
async def show_shelf(screen: CurrentScreen, name: str) -> Response:
    if name == "away":
        raise ShelfFull(name=name)
    return screen.show("shelf.html.j2", name=name, version=VERSION)


@router.post("/rak/{name}")
async def add_book(
    screen: CurrentScreen,
    name: str,
    expected_version: ExpectedVersion,
    form: Annotated[NewBook, form_of(NewBook)],
) -> Response:
    require_version(VERSION, expected_version)
    if name in ("full", "away"):
        raise ShelfFull(name=name)
    return screen.go(f"/rak/{name}")


@router.get("/gambar")
async def show_cover(screen: CurrentScreen) -> Response:
    return screen.show("cover.html.j2")


@router.post("/gambar")
async def add_cover(
    screen: CurrentScreen,
    form: Annotated[NewCover, form_of(NewCover)],
    picture: Annotated[SmallFile, file_of("picture")],
) -> Response:
    return screen.go(f"/gambar/{form.title}/{picture.name}/{len(picture.content)}")
