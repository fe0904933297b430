"""Templates of programs and the catalogue of them, with the rules that a shipped catalogue must keep."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, computed_field, model_validator

from shared.values.cooperation import Pillar
from shared.values.refusals import NotFound
from shared.values.texts import Text

Category = Literal[
    "religious",
    "national_and_legal_awareness",
    "intellectual",
    "physical_arts_recreation",
    "counselling_and_rehabilitation",
    "skill_training",
    "production",
    "food_security",
    "social_reintegration",
]
Certificate = Literal["none", "participation", "competence", "equivalency_diploma"]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,39}$")]

PILLAR_OF: dict[Category, Pillar] = {
    "religious": "personality",
    "national_and_legal_awareness": "personality",
    "intellectual": "personality",
    "physical_arts_recreation": "personality",
    "counselling_and_rehabilitation": "personality",
    "skill_training": "independence",
    "production": "independence",
    "food_security": "independence",
    "social_reintegration": "reintegration",
}
"""The pillar under which each category of coaching falls; PP 31/1999 art. 2-3."""


class NoSuchTemplate(NotFound):
    """The catalogue has no template of this code."""

    title = Text("Templat tidak ada", "No such template")
    detail = Text(
        "Katalog tidak memuat templat {code}. Lihat /templates untuk yang ada.",
        "The catalogue has no template {code}. See /templates for those that there are.",
    )


class _Shipped(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(_Shipped):
    """A name in both languages."""

    id: str = Field(min_length=3)
    en: str = Field(min_length=3)


class Stage(Label):
    """One stage of a template and how many sessions it takes."""

    sessions: int = Field(ge=1, le=500)


class TemplateVersion(_Shipped):
    """One version of one template."""

    code: Code
    version: int = Field(ge=1)


class Template(TemplateVersion):
    """A practice that a facility can run: whom it serves, how, for how long, and what a participant gets."""

    title: Label
    category: Category
    fields: tuple[Code, ...] = Field(min_length=1, description="fields of cooperation, the one served best first")
    method: Label
    stages: tuple[Stage, ...] = Field(min_length=1)
    minimum_attendance: int = Field(ge=1, le=100, description="percent of the sessions")
    certificate: Certificate
    adopted_from: TemplateVersion | None = Field(None, description="the practice that this one grew out of")

    @computed_field  # type: ignore[prop-decorator]  # python/mypy#1362
    @property
    def pillar(self) -> Pillar:
        """The pillar of coaching, by the category."""
        return PILLAR_OF[self.category]

    @computed_field  # type: ignore[prop-decorator]  # python/mypy#1362
    @property
    def sessions(self) -> int:
        """How many sessions all stages take."""
        return sum(stage.sessions for stage in self.stages)


class Catalogue(_Shipped):
    """All templates; a new version of one stands beside the old, under which programs may still run."""

    templates: tuple[Template, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _versions_are_unique(self) -> "Catalogue":
        counted = Counter((template.code, template.version) for template in self.templates)
        if twice := [f"{code} {version}" for (code, version), times in counted.items() if times > 1]:
            raise ValueError(f"templates appear twice: {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _lineage_leads_back(self) -> "Catalogue":
        # What a template grew out of is listed before it, so that no lineage runs in a circle.
        known: set[tuple[str, int]] = set()
        for template in self.templates:
            origin = template.adopted_from
            if origin and (origin.code, origin.version) not in known:
                raise ValueError(
                    f"{template.code} is adopted from {origin.code} {origin.version}, not listed before it"
                )
            known.add((template.code, template.version))
        return self

    def current(self) -> Iterator[Template]:
        """The newest version of each template, in the order of the catalogue."""
        # Sorted by version, the last one written for a code is its newest, wherever it stands in the file.
        newest = {template.code: template.version for template in sorted(self.templates, key=lambda each: each.version)}
        return (template for template in self.templates if newest[template.code] == template.version)

    def fields_served(self) -> list[str]:
        """Every field of cooperation that some template serves."""
        return sorted({field for template in self.current() for field in template.fields})

    def named(self, code: str) -> Template:
        """The newest version of one template. Raises `NoSuchTemplate`."""
        for template in self.current():
            if template.code == code:
                return template
        raise NoSuchTemplate(code=code)

    def serving(self, field: str, pillar: Pillar) -> Template | None:
        """The template for a field: one of the wanted pillar if there is, and one that serves this field best."""
        # A template of another pillar is better than none; of equals it is the one that the catalogue lists first, so
        # the order of the shipped file is part of the rule.
        return min(
            (template for template in self.current() if field in template.fields),
            key=lambda template: (template.pillar != pillar, template.fields.index(field)),
            default=None,
        )
