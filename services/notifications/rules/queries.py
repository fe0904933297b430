"""The table of rules, as a person reads it: what happens, who is told, by when."""

from dataclasses import dataclass

from services.notifications.directory.model import DESK_CAPABILITIES
from services.notifications.rules.audiences import LABELS
from services.notifications.rules.model import Rule, Rulebook
from services.notifications.rules.rulebook import rulebook
from shared.access import Work, anywhere, use_case
from shared.values.capabilities import Capability
from shared.values.cooperation import Severity
from shared.values.texts import Text

BY_WHEN: dict[Severity, Text] = {
    "information": Text("berguna selama {days} hari", "useful for {days} days"),
    "action": Text("ditindaklanjuti dalam {days} hari", "to be acted on within {days} days"),
    "critical": Text("segera, paling lambat {days} hari", "at once, within {days} days at the latest"),
}


@dataclass(frozen=True, slots=True)
class ListRules:
    """List the whole table."""


@use_case(*DESK_CAPABILITIES, Capability.OPERATOR, scope=anywhere, changes=False)
async def list_rules(_work: Work, _query: ListRules) -> Rulebook:
    """The table; whoever holds a position may see how the others are told."""
    return rulebook()


def who(rule: Rule) -> Text:
    """Everybody whom a rule tells."""
    return Text("{audiences}", "{audiences}").fill(audiences=[LABELS[audience] for audience in rule.to])


def by_when(rule: Rule) -> Text:
    """How long it is of use, or within which time something is to be done."""
    return BY_WHEN[rule.severity].fill(days=rule.useful_days)
