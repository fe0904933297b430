"""Templates of programs: a practice in one version, with its stages, its certificate and its lineage."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, computed_field

from shared.values.cooperation import Pillar
from shared.values.inputs import letters_and_digits
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

PILLAR_OF: Mapping[Category, Pillar] = {
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

EXAMINED: frozenset[Certificate] = frozenset({"competence", "equivalency_diploma"})
"""Certificates that are earned by an examination."""

# A certificate prints the title of its practice, and tells nobody where it was earned.
_TELLING = re.compile(
    r"\b(?:(?:anak |warga )binaan|napi|narapidana|tahanan|penjara|pemasyarakatan|asimilasi|lipas"
    r"|upt|lapas|rutan|lpka|bapas"
    r"|prison(?:er)?s?|inmates?|detainees?|convicts?|jails?|corrections?|correctional|probation)\b",
    re.IGNORECASE,
)


def telling_word(text: Text) -> str | None:
    """The first word of a text that tells of a prison or of its inmates, as it is written."""
    found = _TELLING.search(text.id) or _TELLING.search(text.en)
    return found and found.group()


class _Shipped(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TemplateStage(_Shipped):
    """One stage of a template, and the number of its sessions."""

    title: Text
    sessions: int = Field(ge=1, le=500)
    minutes: int = Field(ge=15, le=720, description="how long a session lasts")
    days: int | None = Field(None, ge=1, le=366, description="how long the stage lasts; null: as long as its sessions")
    examination: bool = Field(default=False, description="whether the participants are examined in it")


class TemplateVersion(_Shipped):
    """One version of one template."""

    code: Code
    version: int = Field(ge=1)


class PracticeFacility(_Shipped):
    """The facility that keeps a practice, or from which one was adopted, under its name of today."""

    id: UUID
    name: str
    region: str


class Origin(TemplateVersion):
    """The practice from which another one was developed, and the facility where it was learned."""

    facility: PracticeFacility | None = Field(None, description="null: it was adopted from the national catalogue")


class PracticeContent(_Shipped):
    """The part of a practice that its keeper decides in each version."""

    title: Text
    category: Category
    fields: tuple[Code, ...] = Field(
        min_length=1, description="fields of cooperation, the one that it serves best first"
    )
    method: Text
    stages: tuple[TemplateStage, ...] = Field(min_length=1)
    minimum_attendance: int = Field(ge=1, le=100, description="percent of the sessions")
    certificate: Certificate
    needs: tuple[Text, ...] = Field(default=(), description="people, places and papers without which it cannot begin")
    source: Text = Field(description="the regulation, report or agreement on which it rests")

    @computed_field  # type: ignore[prop-decorator]  # python/mypy#1362
    @property
    def pillar(self) -> Pillar:
        """The pillar of coaching, by the category."""
        return PILLAR_OF[self.category]

    @computed_field  # type: ignore[prop-decorator]  # python/mypy#1362
    @property
    def sessions(self) -> int:
        """The number of sessions of all stages."""
        return sum(stage.sessions for stage in self.stages)

    @computed_field  # type: ignore[prop-decorator]  # python/mypy#1362
    @property
    def minutes(self) -> int:
        """The minutes of all sessions together."""
        return sum(stage.sessions * stage.minutes for stage in self.stages)

    @property
    def sensitive(self) -> bool:
        """Whether public events carry no counts."""
        return not SENSITIVE_FIELDS.isdisjoint(self.fields)

    @property
    def is_examined(self) -> bool:
        """Whether a stage has an examination."""
        return any(stage.examination for stage in self.stages)

    @property
    def course(self) -> str:
        """Method and stages in one line, by which two practices are compared: their names make no difference."""
        stages = (
            f"{letters_and_digits(each.title.id)} {each.sessions} {each.minutes} {each.days} {each.examination}"
            for each in self.stages
        )
        return "; ".join((letters_and_digits(self.method.id), *stages))


class Template(PracticeContent, TemplateVersion):
    """A practice that a facility can run: its fields, its method, its stages, and the certificate at the end."""

    adopted_from: Origin | None = Field(None, description="the practice from which this one was developed")
    under: Code | None = Field(None, description="the national practice of a facility's own one; null: it is national")
    facility: PracticeFacility | None = Field(None, description="the facility whose own it is; null: it is national")
    published_on: date | None = Field(None, description="null: shipped with a release")
    change: str | None = Field(None, description="the change of a published version, with its reason")

    @property
    def edition(self) -> TemplateVersion:
        """The code and the version alone."""
        return TemplateVersion(code=self.code, version=self.version)

    def content(self) -> dict[str, Any]:
        """The part that the keeper decided, as JSON."""
        derived = {"pillar", "sessions", "minutes"}
        return self.model_dump(mode="json", include=set(PracticeContent.model_fields), exclude=derived)
