"""GET, POST /aturan/{rule}: one rule in force, and the proposal to change it."""

from typing import Annotated, Any, get_args

from fastapi import APIRouter, Path
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from services.notifications.book.model import Changes, RuleChange
from services.notifications.book.shipped.books import shipped_book
from services.notifications.editions.commands import ProposeEdition, propose_edition
from services.notifications.editions.model import NAME
from services.notifications.editions.queries.editions import ShowEdition, show_edition
from services.notifications.editions.queries.rules import ListRules, by_when, list_rules, who
from services.notifications.editions.queries.templates import ShowRuleText, rule_of, show_rule_text
from services.notifications.rules.model.audiences import Audience
from services.notifications.rules.model.rules import Rule
from services.notifications.templates.model import Template
from shared.console.forms import form_of, several
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Severity
from shared.values.inputs import Paragraph, ShortText
from shared.values.texts import Text
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
RuleName = Annotated[str, Path(pattern=NAME)]


class TextsForm(BaseModel):
    """The texts of a template as they shall be, and why."""

    subject_indonesian: ShortText
    subject_english: ShortText
    body_indonesian: Paragraph
    body_english: Paragraph
    reason: ShortText

    @property
    def texts(self) -> Template:
        """The texts of the template."""
        return Template(
            subject=Text(self.subject_indonesian, self.subject_english),
            body=Text(self.body_indonesian, self.body_english),
        )


class RuleForm(TextsForm):
    """A rule and its template as they shall be, and why."""

    on: bool
    severity: Severity
    useful_days: Annotated[int, Field(ge=1, le=366)]
    to: Annotated[list[Audience], BeforeValidator(several)]

    def change_of(self, shipped: Rule, template: str) -> RuleChange | None:
        """The deviations from the release, None if there are none."""
        given: dict[str, Any] = {
            "on": self.on,
            "severity": self.severity,
            "useful_days": self.useful_days,
            "template": template,
        }
        deviations = {name: value for name, value in given.items() if value != getattr(shipped, name)}
        if set(self.to) != set(shipped.to):
            deviations["to"] = tuple(self.to)
        return RuleChange(**deviations) if deviations else None


@router.get("/aturan/{rule}")
async def show_rule(work: CurrentWork, screen: CurrentScreen, rule: RuleName) -> Response:
    """The rule in force with its template, as a form for those who may propose a change."""
    text = await show_rule_text(work, ShowRuleText(rule))
    book = await list_rules(work, ListRules())
    shown = rule_of(book, rule)
    return screen.show(
        "rule.html.j2",
        rule=shown,
        who=who(shown),
        by_when=by_when(shown),
        text_of=text,
        users=[rule_of(book, name) for name in text.rules if name != rule],
        audiences=get_args(Audience),
        severities=get_args(Severity),
        may_propose=await propose_edition.permits(work, None),
    )


@router.post("/aturan/{rule}")
async def propose(
    work: CurrentWork, screen: CurrentScreen, rule: RuleName, form: Annotated[RuleForm, form_of(RuleForm)]
) -> Response:
    """Propose an edition: the one in force with this rule as the form has it."""
    in_force = (await show_edition(work, ShowEdition())).changes
    text = await show_rule_text(work, ShowRuleText(rule))
    rules = {name: each for name, each in in_force.rules.items() if name != rule}
    if change := form.change_of(rule_of(shipped_book(), rule), text.template):
        rules[rule] = change
    templates = {name: each for name, each in in_force.templates.items() if name != text.template}
    if form.texts != shipped_book().text(text.template):
        templates[text.template] = form.texts
    proposal = ProposeEdition(Changes(rules=rules, templates=templates), form.reason)
    edition = await propose_edition(work, proposal)
    return screen.go(f"/edisi/{edition.number}")
