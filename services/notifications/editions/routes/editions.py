"""Routes of editions: changes of rules and templates, tried on the past month and put in force by a second person.

GET /editions
POST /editions
GET /editions/{edition_number}
POST /editions/{edition_number}/trials
POST /editions/{edition_number}/decisions
POST /editions/{edition_number}/withdrawals
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.notifications.book.model import Changes, RuleChange
from services.notifications.editions import commands
from services.notifications.editions.model import LAST_NUMBER, NAME, Edition, EditionState, Trial
from services.notifications.editions.queries import editions as queries
from services.notifications.rules.model.audiences import Audience
from services.notifications.templates.model import Template
from shared.values.cooperation import Severity
from shared.values.inputs import Paragraph, ShortText
from shared.values.texts import Text
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(prefix="/editions", route_class=WorkRoute, tags=["rules"])
Name = Annotated[str, Field(pattern=NAME)]
Number = Annotated[int, Path(ge=1, le=LAST_NUMBER)]
PROPOSAL: dict[str, Any] = {
    "reason": "Kantor wilayah meminta waktu telaah lima hari.",
    "rules": [{"rule": "review_by_region", "useful_days": 5}],
    "templates": [],
}


class RuleDeviation(BaseModel):
    """Deviations of a rule from the release; null: as released."""

    model_config = ConfigDict(extra="forbid")

    rule: Name
    severity: Severity | None = None
    to: list[Audience] | None = Field(None, min_length=1, max_length=12)
    useful_days: int | None = Field(None, ge=1, le=366)
    on: bool | None = Field(None, description="false: the rule opens no matters")
    template: Name | None = Field(None, description="another template, which can be filled by the event of the rule")


class LineInLanguages(BaseModel):
    """One line in both languages."""

    model_config = ConfigDict(extra="forbid")

    id: ShortText
    en: ShortText


class TextInLanguages(BaseModel):
    """A text in both languages."""

    model_config = ConfigDict(extra="forbid")

    id: Paragraph
    en: Paragraph


class TemplateTexts(BaseModel):
    """The texts of a template with its fields in braces."""

    model_config = ConfigDict(extra="forbid")

    subject: LineInLanguages
    body: TextInLanguages

    @property
    def as_template(self) -> Template:
        """The template."""
        return Template(subject=Text(self.subject.id, self.subject.en), body=Text(self.body.id, self.body.en))


class TemplateDeviation(TemplateTexts):
    """A template whose texts are not those of the release."""

    template: Name


class NewEdition(BaseModel):
    """All deviations from the release, those of the edition in force included: what is left out is as released."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [PROPOSAL]})

    reason: ShortText
    rules: list[RuleDeviation] = Field([], max_length=300)
    templates: list[TemplateDeviation] = Field([], max_length=300)

    @model_validator(mode="after")
    def _each_once(self) -> "NewEdition":
        for names in ([each.rule for each in self.rules], [each.template for each in self.templates]):
            if len(set(names)) < len(names):
                raise ValueError("name each rule and each template once")
        return self

    @property
    def changes(self) -> Changes:
        """The changes of the edition."""
        rules = {each.rule: RuleChange(**each.model_dump(exclude={"rule"}, exclude_none=True)) for each in self.rules}
        return Changes(rules=rules, templates={each.template: each.as_template for each in self.templates})


class EditionDecision(BaseModel):
    """The edition is put in force, or declined for a reason."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"in_force": True}]})

    in_force: bool
    reason: ShortText | None = None

    @model_validator(mode="after")
    def _declined_for_a_reason(self) -> "EditionDecision":
        if self.in_force == (self.reason is not None):
            raise ValueError("give the reason if it is declined, and only then")
        return self


class EditionWithdrawal(BaseModel):
    """Why the edition in force is taken back."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"reason": "Terlalu banyak pemberitahuan."}]}
    )

    reason: ShortText


class EditionView(BaseModel):
    """An edition on record."""

    number: int
    state: EditionState
    reason: str | None
    rules: dict[str, RuleChange]
    templates: dict[str, Template]
    proposed_by: str | None
    proposed_at: datetime | None
    trial: Trial | None
    tried_at: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    declined_because: str | None
    replaces: int | None
    taken_back_by: str | None
    taken_back_at: datetime | None
    taken_back_because: str | None

    @classmethod
    def of(cls, edition: Edition) -> "EditionView":
        """The edition with its changes."""
        kept = {name: getattr(edition, name) for name in cls.model_fields if name not in {"rules", "templates"}}
        return cls(**kept, rules=dict(edition.changes.rules), templates=dict(edition.changes.templates))


@router.get("", summary="Edisi aturan pemberitahuan / editions of the rules of notices")
async def list_all(work: CurrentWork, page: PageParameters) -> Page[EditionView]:
    """List editions, the newest first. The first has the rules as released."""
    found = await queries.list_editions(work, queries.ListEditions(page))
    return Page(items=[EditionView.of(each) for each in found.items], next=found.next)


@router.post("", summary="Usulkan perubahan aturan / propose a change of rules")
async def propose(work: CurrentWork, body: NewEdition) -> Created[EditionView]:
    """Propose an edition. It changes nothing until it was tried, and a second person has put it in force."""
    edition = await commands.propose_edition(work, commands.ProposeEdition(body.changes, body.reason))
    return Created(EditionView.of(edition), edition.version, f"/editions/{edition.number}")


@router.get("/{edition_number}", summary="Satu edisi aturan / one edition of the rules")
async def show(work: CurrentWork, edition_number: Number) -> Versioned[EditionView]:
    """Show an edition with its changes and its trial."""
    edition = await queries.show_edition(work, queries.ShowEdition(edition_number))
    return Versioned(EditionView.of(edition), edition.version)


@router.post("/{edition_number}/trials", summary="Coba pada sebulan terakhir / try on the past month")
async def try_out(
    work: CurrentWork, edition_number: Number, expected_version: ExpectedVersion
) -> Versioned[EditionView]:
    """Count the notices of the past month under the rules in force and under the edition. Nothing is sent."""
    edition = await commands.try_edition(work, commands.TryEdition(edition_number, expected_version))
    return Versioned(EditionView.of(edition), edition.version)


@router.post("/{edition_number}/decisions", summary="Berlakukan atau tolak edisi / put in force or decline an edition")
async def decide(
    work: CurrentWork, edition_number: Number, body: EditionDecision, expected_version: ExpectedVersion
) -> Versioned[EditionView]:
    """Put a tried edition in force as another account than the one that proposed it, or decline it."""
    command = commands.DecideEdition(edition_number, expected_version, body.reason)
    edition = await commands.decide_edition(work, command)
    return Versioned(EditionView.of(edition), edition.version)


@router.post("/{edition_number}/withdrawals", summary="Tarik edisi yang berlaku / take the edition in force back")
async def take_back(
    work: CurrentWork, edition_number: Number, body: EditionWithdrawal, expected_version: ExpectedVersion
) -> Versioned[EditionView]:
    """Take the edition in force back in one step; the one before it is in force again."""
    command = commands.TakeEditionBack(edition_number, expected_version, body.reason)
    edition = await commands.take_edition_back(work, command)
    return Versioned(EditionView.of(edition), edition.version)
