"""The steps of an open matter: which are due, and the notices to the levels above."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.notifications.directory.model import Desk
from services.notifications.matters.model import Matter
from services.notifications.rules.model.ladders import ESCALATED, Rung
from services.notifications.rules.model.rules import Rule
from shared.values.capabilities import Capability
from shared.values.terms import Zone
from shared.values.texts import Text
from shared.values.working_days import office_calendar

CAPITAL: Zone = "Asia/Jakarta"
_UNDONE = Text("{days} hari kerja belum ditindaklanjuti: {subject}", "Open for {days} working days: {subject}")


@dataclass(frozen=True, slots=True)
class DueStep:
    """A rung of a rule that matters reach which were opened on `opened_until` or before."""

    rule: str
    rung: Rung
    working_days: int
    opened_until: date


def steps_on(rule: Rule, today: date) -> Iterator[DueStep]:
    """The rungs of a rule with the day until which matters must have been opened to reach them today."""
    for rung, working_days in rule.ladder.rungs() if rule.ladder and rule.on else ():
        opened = today
        while office_calendar().after(opened, working_days) > today:
            opened -= timedelta(days=1)
        yield DueStep(rule.name, rung, working_days, opened)


def told_above(matter: Matter, step: DueStep, today: date) -> Matter | None:
    """The matter as it is announced to the level of a rung; None if there is no such level above its desk.

    It has the rule, the business key and the opening event of the matter, so the same event closes both.
    """
    match matter.desk.scope_kind, step.rung:
        case "facility", "region" if matter.region:
            desk, zone = Desk(Capability.REVIEWER, "region", matter.region), matter.zone
        case "facility" | "region", "directorate":
            desk, zone = Desk(Capability.COOPERATION_OFFICER, "nation"), CAPITAL
        case _:
            return None
    return replace(
        matter,
        desk=desk,
        rule_group=ESCALATED,
        opened_on=today,
        subject=_UNDONE.fill(days=step.working_days, subject=matter.subject),
        zone=zone,
    )
