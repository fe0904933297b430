"""Templates of programs and their catalogue, with the rules that a shipped catalogue must keep."""

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
"""The pillar of each category of coaching; PP 31/1999 art. 2-3."""


SENSITIVE_FIELDS = frozenset({"health", "rehabilitation"})
"""Fields in which a small number of participants may point to persons and what they suffer from."""


class TemplateNotFound(NotFound):
    """The catalogue has no template with this code."""

    title = Text("Templat tidak ditemukan", "Template not found")
    detail = Text(
        "Katalog tidak memuat templat {code}. Daftarnya ada di /templates.",
        "The catalogue has no template {code}. It is listed at /templates.",
    )


class _Shipped(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TemplateStage(_Shipped):
    """One stage of a template, and the number of its sessions."""

    title: Text
    sessions: int = Field(ge=1, le=500)
    days: int | None = Field(None, ge=1, le=366, description="how long the stage lasts; null: as long as its sessions")


class TemplateVersion(_Shipped):
    """One version of one template."""

    code: Code
    version: int = Field(ge=1)


class Template(TemplateVersion):
    """A practice that a facility can run: its fields, its method, its stages, and the certificate at the end."""

    title: Text
    category: Category
    fields: tuple[Code, ...] = Field(
        min_length=1, description="fields of cooperation, the one that it serves best first"
    )
    method: Text
    stages: tuple[TemplateStage, ...] = Field(min_length=1)
    minimum_attendance: int = Field(ge=1, le=100, description="percent of the sessions")
    certificate: Certificate
    adopted_from: TemplateVersion | None = Field(None, description="the practice from which this one was developed")

    @property
    def edition(self) -> TemplateVersion:
        """The code and the version alone."""
        return TemplateVersion(code=self.code, version=self.version)

    @computed_field  # type: ignore[prop-decorator]  # python/mypy#1362
    @property
    def pillar(self) -> Pillar:
        """The pillar of coaching, by the category."""
        return PILLAR_OF[self.category]

    @property
    def sensitive(self) -> bool:
        """Whether public events carry no counts."""
        return not SENSITIVE_FIELDS.isdisjoint(self.fields)

    @computed_field  # type: ignore[prop-decorator]  # python/mypy#1362
    @property
    def sessions(self) -> int:
        """The number of sessions of all stages."""
        return sum(stage.sessions for stage in self.stages)


class Catalogue(_Shipped):
    """All templates. A new version is listed beside the old one, because programs may still run under that."""

    templates: tuple[Template, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _versions_are_unique(self) -> "Catalogue":
        counted = Counter((template.code, template.version) for template in self.templates)
        if twice := [f"{code} {version}" for (code, version), times in counted.items() if times > 1]:
            raise ValueError(f"templates appear twice: {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _lineage_leads_back(self) -> "Catalogue":
        # A template is listed after the one from which it was developed, so no lineage is a circle.
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
        # In order of versions the last entry of a code is its newest, wherever the file lists it.
        newest = {template.code: template.version for template in sorted(self.templates, key=lambda each: each.version)}
        return (template for template in self.templates if newest[template.code] == template.version)

    def fields_served(self) -> list[str]:
        """Every field of cooperation that has a template."""
        return sorted({field for template in self.current() for field in template.fields})

    def named(self, code: str) -> Template:
        """The newest version of one template. Raises `TemplateNotFound`."""
        template = self.find(code)
        if template is None:
            raise TemplateNotFound(code=code)
        return template

    def find(self, code: str) -> Template | None:
        """The newest version of one template, if there is one."""
        return next((template for template in self.current() if template.code == code), None)

    def serving(self, field: str, pillar: Pillar | None) -> Template | None:
        """The template for a field: preferably of this pillar, then the one that serves the field best.

        None as `pillar`: no coaching, so every pillar fits alike.
        """
        # A template of another pillar is better than none. If two fit equally well, the first in the catalogue is
        # taken, so the order of the shipped file is part of the rule.
        return min(
            (template for template in self.current() if field in template.fields),
            key=lambda template: (template.pillar != pillar, template.fields.index(field)),
            default=None,
        )
