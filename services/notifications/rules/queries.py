"""The rulebook as people read it: what happens, who is notified, by when they have to act."""

from dataclasses import dataclass

from services.notifications.rules.model.rules import Rule, Rulebook
from services.notifications.rules.shipped import shipped_rulebook
from shared.access import Work, anywhere, use_case
from shared.values.capabilities import Capability
from shared.values.cooperation import Severity
from shared.values.desks import DESK_CAPABILITIES
from shared.values.labels import label_list
from shared.values.texts import Text

BY_WHEN: dict[Severity, Text] = {
    "information": Text("berlaku sebagai informasi {days} hari", "useful for {days} days"),
    "action": Text("ditindaklanjuti dalam {days} hari", "to be acted on within {days} days"),
    "critical": Text("segera, paling lambat {days} hari", "immediately, within {days} days at the latest"),
}


@dataclass(frozen=True, slots=True)
class ListRules:
    """List all rules."""


@use_case(*DESK_CAPABILITIES, Capability.OPERATOR, scope=anywhere, changes=False)
async def list_rules(_work: Work, _query: ListRules) -> Rulebook:
    """The rulebook; every holder of a position may read how others are notified."""
    return shipped_rulebook()


def who(rule: Rule) -> Text:
    """The audiences that a rule notifies."""
    return Text("{audiences}", "{audiences}").fill(audiences=label_list("audience", rule.to))


def by_when(rule: Rule) -> Text:
    """How long the information is useful, or how soon somebody has to act."""
    return BY_WHEN[rule.severity].fill(days=rule.useful_days)
