"""The table event → who → by when, over HTTP."""

from fastapi import APIRouter
from pydantic import BaseModel

from services.notifications.rules.model import InformationOnly, Rule
from services.notifications.rules.queries import ShowRules, by_when, show_rules, who
from shared.values.cooperation import Severity
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["rules"])


class RuleLine(BaseModel):
    """One line of the table."""

    rule: str
    event: str
    occasion: str
    occasion_en: str
    who: str
    who_en: str
    by_when: str
    by_when_en: str
    severity: Severity

    @classmethod
    def of(cls, rule: Rule) -> "RuleLine":
        """The line of one rule."""
        told, term = who(rule), by_when(rule)
        return cls(
            rule=rule.name,
            event=rule.event,
            occasion=rule.occasion.id,
            occasion_en=rule.occasion.en,
            who=told.id,
            who_en=told.en,
            by_when=term.id,
            by_when_en=term.en,
            severity=rule.severity,
        )


class SilentLine(BaseModel):
    """An event of which nobody is told, and why."""

    event: str
    reason: str
    reason_en: str

    @classmethod
    def of(cls, line: InformationOnly) -> "SilentLine":
        """The line of one event."""
        return cls(event=line.event, reason=line.reason.id, reason_en=line.reason.en)


class RuleTable(BaseModel):
    """Every event: told by these rules, or for information only."""

    version: int
    rules: list[RuleLine]
    information_only: list[SilentLine]


@router.get("/rules", summary="Event → who → by when")
async def get_rules(work: CurrentWork) -> RuleTable:
    """Who is told of what, and by when."""
    book = await show_rules(work, ShowRules())
    return RuleTable(
        version=book.version,
        rules=[RuleLine.of(rule) for rule in book.rules],
        information_only=[SilentLine.of(line) for line in book.information_only],
    )
