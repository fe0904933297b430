"""GET, POST /program/katalog/baru
GET, POST /program/katalog/khas/baru
GET, POST /program/katalog/{code}/versi-baru
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.programs.catalogue.commands.publishing import (
    PublishOwnPractice,
    PublishPractice,
    PublishVersion,
    publish_own_practice,
    publish_practice,
    publish_version,
)
from services.programs.catalogue.model.publication import code_of
from services.programs.catalogue.model.template import Category, Certificate, Code, Template
from services.programs.catalogue.pages.choices import field_choices
from services.programs.catalogue.pages.form import DevelopedFrom, PracticeForm, stored_fields
from services.programs.catalogue.queries import (
    ListTemplates,
    ShowTemplate,
    list_facilities_that_ran,
    list_own_facilities,
    list_templates,
    may_change,
    may_publish,
    show_template,
)
from shared.access import Work
from shared.console.forms import form_of, several
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)

OriginCode = Annotated[Code | None, Query(alias="dari")]


def _with_letters(name: str) -> str:
    if not code_of(name):
        raise PydanticCustomError("fault_other", "a name has letters from a to z")
    return name


Fields = Annotated[tuple[Code, ...], BeforeValidator(several), Field(min_length=1, max_length=20)]


class NationalPractice(PracticeForm, DevelopedFrom):
    """A national practice; its code is made of its English name."""

    practice_title_english: Annotated[ShortText, AfterValidator(_with_letters)]
    category: Category
    practice_fields: Fields

    def command(self) -> PublishPractice:
        """The command that this form asks for."""
        code = code_of(self.practice_title_english)
        return PublishPractice(code, self.category, self.practice_fields, self.draft(), self.learned())


class OwnPractice(PracticeForm, DevelopedFrom):
    """A practice of a facility, under a national one."""

    facility_id: UUID
    under: Code

    def command(self) -> PublishOwnPractice:
        """The command that this form asks for."""
        return PublishOwnPractice(self.facility_id, self.under, self.draft(), self.learned())


class NextVersion(PracticeForm):
    """The next version of a practice."""

    change: ShortText
    practice_fields: Annotated[tuple[Code, ...] | None, BeforeValidator(several)] = None

    def command(self, code: str, expected_version: int) -> PublishVersion:
        """The command that this form asks for."""
        return PublishVersion(code, expected_version, self.draft(), self.change, fields=self.practice_fields)


@router.get("/program/katalog/baru")
async def show_national(
    work: CurrentWork, screen: CurrentScreen, dari: OriginCode = None, bidang: Code | None = None
) -> Response:
    """The form for a national practice; from one that a facility has developed, if it is named."""
    origin = await _origin(work, dari or screen.typed("origin_code") or None)
    return screen.show(
        "national.html.j2",
        possible=may_publish(work),
        origin=origin,
        learned_at=await list_facilities_that_ran(work, origin.code) if origin else (),
        stored=stored_fields(origin),
        categories=get_args(Category),
        certificates=get_args(Certificate),
        fields_shown=await field_choices(work, screen.tongue),
        wanted_fields=(bidang,) if bidang else (),
    )


@router.post("/program/katalog/baru")
async def publish_national(
    work: CurrentWork, screen: CurrentScreen, form: Annotated[NationalPractice, form_of(NationalPractice)]
) -> Response:
    """Publish the national practice."""
    practice = await publish_practice(work, form.command())
    return screen.go(f"/program/katalog/{practice.code}")


@router.get("/program/katalog/khas/baru")
async def show_own(work: CurrentWork, screen: CurrentScreen, dari: OriginCode = None) -> Response:
    """The form for a facility's own practice; from another one, if it is named."""
    origin = await _origin(work, dari or screen.typed("origin_code") or None)
    parents = await list_templates(work, ListTemplates(None, None))
    national = origin and (origin.under or origin.code)
    return screen.show(
        "own.html.j2",
        facilities=await list_own_facilities(work),
        parents=parents,
        parent=next((each for each in parents if each.code == national), None),
        origin=origin,
        learned_at=await list_facilities_that_ran(work, origin.code) if origin else (),
        stored=stored_fields(origin),
        certificates=get_args(Certificate),
    )


@router.post("/program/katalog/khas/baru")
async def publish_own(
    work: CurrentWork, screen: CurrentScreen, form: Annotated[OwnPractice, form_of(OwnPractice)]
) -> Response:
    """Publish the facility's own practice."""
    practice = await publish_own_practice(work, form.command())
    return screen.go(f"/program/katalog/{practice.code}")


@router.get("/program/katalog/{code}/versi-baru")
async def show_next_version(work: CurrentWork, screen: CurrentScreen, code: str) -> Response:
    """The form with the newest version."""
    practice = await show_template(work, ShowTemplate(code))
    return screen.show(
        "version.html.j2",
        possible=may_change(work, practice),
        practice=practice,
        stored=stored_fields(practice),
        certificates=get_args(Certificate),
        fields_shown=await field_choices(work, screen.tongue),
    )


@router.post("/program/katalog/{code}/versi-baru")
async def publish_next_version(
    work: CurrentWork,
    screen: CurrentScreen,
    code: str,
    expected_version: ExpectedVersion,
    form: Annotated[NextVersion, form_of(NextVersion)],
) -> Response:
    """Publish the next version."""
    await publish_version(work, form.command(code, expected_version))
    return screen.go(f"/program/katalog/{code}")


async def _origin(work: Work, code: str | None) -> Template | None:
    return await show_template(work, ShowTemplate(code)) if code else None
