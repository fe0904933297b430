"""Routes of the rulebook.

GET /rules
"""

from fastapi import APIRouter
from pydantic import BaseModel

from services.notifications.rules.model.rules import InformationOnly, Rule
from services.notifications.rules.queries import ListRules, by_when, list_rules, who
from shared.values.cooperation import Severity
from shared.values.texts import Text
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["rules"])


class RuleSummary(BaseModel):
    """Which event notifies whom, and by when they have to act."""

    rule: str
    event: str
    occasion: Text
    who: Text
    by_when: Text
    severity: Severity

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
        )


class RuleTable(BaseModel):
    """Every event: it either has rules or notifies nobody, with the reason."""

    version: int
    rules: list[RuleSummary]
    information_only: list[InformationOnly]


@router.get("/rules", summary="Kejadian → siapa → kapan / event → who → by when")
async def list_all(work: CurrentWork) -> RuleTable:
    """Show for every event who is notified, and by when they have to act."""
    book = await list_rules(work, ListRules())
    return RuleTable(
        version=book.version,
        rules=[RuleSummary.of(rule) for rule in book.rules],
        information_only=list(book.information_only),
    )
