"""The bodies of requests that publish a practice."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from services.programs.catalogue.commands.publishing import PublishOwnPractice, PublishPractice, PublishVersion
from services.programs.catalogue.model.publication import OWN, Draft, Learned
from services.programs.catalogue.model.template import Category, Certificate, Code, TemplateStage
from shared.values.inputs import ShortText
from shared.values.texts import Text

FACILITY = "0195ab8e-7c00-7000-8000-000000000001"
DRAFT: dict[str, Any] = {
    "title": {"id": "Beternak lebah madu", "en": "Beekeeping"},
    "method": {"id": "Praktik di kotak lebah bersama peternak", "en": "Practice at the hives with a beekeeper"},
    "stages": [
        {"title": {"id": "Mengenal koloni", "en": "Knowing a colony"}, "sessions": 4, "minutes": 90},
        {"title": {"id": "Merawat dan memanen", "en": "Keeping and harvest"}, "sessions": 16, "minutes": 120},
    ],
    "minimum_attendance": 80,
    "certificate": "participation",
    "needs": [{"id": "Baju pelindung", "en": "Protective clothing"}],
    "source": {"id": "Kerja sama dengan dinas peternakan", "en": "Cooperation with the livestock office"},
}


def _national(code: str) -> str:
    if code.startswith(OWN):
        raise ValueError(f"codes that begin with {OWN} are those of facilities")
    return code


NationalCode = Annotated[Code, AfterValidator(_national)]
Fields = Annotated[tuple[Code, ...], Field(min_length=1, max_length=20)]


class TemplateWords(BaseModel):
    """A text in Indonesian and English; without English the Indonesian one is shown in both languages."""

    model_config = ConfigDict(extra="forbid")

    id: ShortText
    en: ShortText | None = None

    def text(self) -> Text:
        """The text in both languages."""
        return Text(self.id, self.en or self.id)


class NewStage(BaseModel):
    """One stage, and the number and length of its sessions."""

    model_config = ConfigDict(extra="forbid")

    title: TemplateWords
    sessions: int = Field(ge=1, le=500, strict=True)
    minutes: int = Field(ge=15, le=720, strict=True)
    days: int | None = Field(None, ge=1, le=366, strict=True)
    examination: bool = False

    def stage(self) -> TemplateStage:
        """The stage as the catalogue keeps it."""
        return TemplateStage(
            title=self.title.text(),
            sessions=self.sessions,
            minutes=self.minutes,
            days=self.days,
            examination=self.examination,
        )


class LearnedFrom(BaseModel):
    """The practice from which this one was developed, and the facility from which it was learned."""

    model_config = ConfigDict(extra="forbid")

    code: Code
    version: int = Field(ge=1, le=9999, strict=True)
    facility_id: UUID | None = None

    def learned(self) -> Learned:
        """The same as a value of the catalogue."""
        return Learned(self.code, self.version, self.facility_id)


class TemplateContent(BaseModel):
    """The content of a template, without its category and its fields."""

    model_config = ConfigDict(extra="forbid")

    title: TemplateWords
    method: TemplateWords
    stages: list[NewStage] = Field(min_length=1, max_length=20)
    minimum_attendance: int = Field(ge=1, le=100, strict=True)
    certificate: Certificate
    needs: list[TemplateWords] = Field(default=[], max_length=20)
    source: TemplateWords

    def draft(self) -> Draft:
        """The same as a value of the catalogue."""
        return Draft(
            title=self.title.text(),
            method=self.method.text(),
            stages=tuple(each.stage() for each in self.stages),
            minimum_attendance=self.minimum_attendance,
            certificate=self.certificate,
            needs=tuple(each.text() for each in self.needs),
            source=self.source.text(),
        )


class NewTemplate(TemplateContent):
    """A national template under a new code."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "code": "beekeeping",
                    "category": "food_security",
                    "fields": ["livestock"],
                    **DRAFT,
                    "adopted_from": None,
                }
            ]
        },
    )

    code: NationalCode
    category: Category
    fields: Fields
    adopted_from: LearnedFrom | None = None

    def command(self) -> PublishPractice:
        """The command that this body asks for."""
        learned = self.adopted_from.learned() if self.adopted_from else None
        return PublishPractice(self.code, self.category, self.fields, self.draft(), learned)


class NewFacilityTemplate(TemplateContent):
    """A facility's own template, under a national one whose category and fields it has."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"facility_id": FACILITY, "under": "small_livestock", **DRAFT}]},
    )

    facility_id: UUID
    under: Code
    adopted_from: LearnedFrom | None = None

    def command(self) -> PublishOwnPractice:
        """The command that this body asks for."""
        learned = self.adopted_from.learned() if self.adopted_from else None
        return PublishOwnPractice(self.facility_id, self.under, self.draft(), learned)


class NewTemplateVersion(TemplateContent):
    """The next version of a template. A national one may serve further fields; a facility's own keeps its fields."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [DRAFT | {"minimum_attendance": 85, "change": "Kehadiran dinaikkan sesudah evaluasi."}]
        },
    )

    change: ShortText
    category: Category | None = None
    fields: Fields | None = None

    def command(self, code: str, expected_version: int) -> PublishVersion:
        """The command that this body asks for."""
        return PublishVersion(code, expected_version, self.draft(), self.change, self.category, self.fields)
