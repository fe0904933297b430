"""Routes of the rules in force and of their templates.

GET /rules
GET /rules/{rule}/template
POST /rules/{rule}/previews
"""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from services.notifications.editions.model import LAST_NUMBER, NAME
from services.notifications.editions.queries.rules import ListRules, by_when, list_rules, who
from services.notifications.editions.queries.templates import (
    Preview,
    PreviewTemplate,
    ShowRuleText,
    TextInForce,
    preview_template,
    show_rule_text,
)
from services.notifications.editions.routes.editions import TemplateTexts
from services.notifications.rules.model.rules import InformationOnly, Rule
from shared.values.cooperation import Severity
from shared.values.texts import Text
from shared.web.edge import CurrentWork, Edge, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["rules"])
RuleName = Annotated[str, Path(pattern=NAME, examples=["review_by_region"])]


class TemplatePreview(BaseModel):
    """The texts to preview; without them, those in force."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "texts": {
                        "subject": {
                            "id": "Mohon ditelaah: {{ event.title }}",
                            "en": "Please review: {{ event.title }}",
                        },
                        "body": {
                            "id": "Mohon dijawab paling lambat {{ until|date }}.",
                            "en": "Please answer by {{ until|date }}.",
                        },
                    }
                }
            ]
        },
    )

    texts: TemplateTexts | None = None
    edition: int | None = Field(None, ge=1, le=LAST_NUMBER, description="the texts of this edition")


class RuleSummary(BaseModel):
    """Which event notifies whom, and by when they have to act."""

    rule: str
    event: str
    occasion: Text
    who: Text
    by_when: Text
    severity: Severity
    on: bool

    @classmethod
    def of(cls, rule: Rule) -> "RuleSummary":
        """The summary of one rule."""
        return cls(
            rule=rule.name,
            event=rule.event,
            occasion=rule.occasion,
            who=who(rule),
            by_when=by_when(rule),
            severity=rule.severity,
            on=rule.on,
        )


class RuleTable(BaseModel):
    """Every event, either with its rules or with the reason why it has none; the edition of the rules in force."""

    version: int
    edition: int
    rules: list[RuleSummary]
    information_only: list[InformationOnly]


@router.get("/rules", summary="Kejadian → siapa → kapan / event → who → by when")
async def list_all(work: CurrentWork) -> RuleTable:
    """Show for every event who is notified, and by when they have to act."""
    book = await list_rules(work, ListRules())
    return RuleTable(
        version=book.rules.version,
        edition=book.edition,
        rules=[RuleSummary.of(rule) for rule in book.rules.rules],
        information_only=list(book.rules.information_only),
    )


@router.get("/rules/{rule}/template", summary="Templat satu aturan / the template of a rule")
async def show_template(work: CurrentWork, rule: RuleName) -> TextInForce:
    """Show the texts in force as they are written, the fields that they may use, and the rules that have them."""
    return await show_rule_text(work, ShowRuleText(rule))


@router.post("/rules/{rule}/previews", summary="Pratinjau templat / preview a template")
async def preview(work: CurrentWork, request: Request, rule: RuleName, body: TemplatePreview) -> Preview:
    """Show texts for an example of the event, in both languages and in each form of a message. Nothing is stored."""
    texts = body.texts.as_template if body.texts else None
    edge: Edge = request.app.state.edge
    return await preview_template(work, PreviewTemplate(rule, edge.settings.public_origin, texts, body.edition))
