"""The rules in force as people read them: what happens, who is notified, by when they have to act."""

from dataclasses import dataclass

from services.notifications.book.shipped.books import Book
from services.notifications.book.store import load_book
from services.notifications.rules.model.rules import Rule
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
    """List all rules in force."""


@use_case(*DESK_CAPABILITIES, Capability.OPERATOR, scope=anywhere, changes=False)
async def list_rules(work: Work, _query: ListRules) -> Book:
    """The rules in force; every holder of a position may read how others are notified."""
    return await load_book(work.connection)


def who(rule: Rule) -> Text:
    """The audiences that a rule notifies."""
    return Text("{audiences}", "{audiences}").fill(audiences=label_list("audience", rule.to))


def by_when(rule: Rule) -> Text:
    """The days for which the information is useful, or in which to act."""
    return BY_WHEN[rule.severity].fill(days=rule.useful_days)
