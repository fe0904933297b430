"""The page of notices agrees with the shipped rules, and each of its cells with what real events notify."""

from collections import defaultdict
from collections.abc import Iterator
from typing import get_args

import pytest

from services.notifications.directory.model import Desk
from services.notifications.inbox.reactions import concerned_by
from services.notifications.rules.model.audiences import Concerned
from services.notifications.rules.model.rules import Rule
from services.notifications.rules.shipped import shipped_rulebook
from shared.contracts.agreements import AgreementEvent, AgreementRegistered, AgreementSigned
from shared.contracts.event import Event
from shared.values.capabilities import Capability
from shared.values.cooperation import Level
from tests.unit.notifications import examples as an
from tests.unit.notifications.rules.notices_page import COLUMNS, LEVELS, PAGE, page

OF_CAPABILITY = {
    Capability.COOPERATION_OFFICER: "officer",
    Capability.COACHING_OFFICER: "coaching",
    Capability.HEAD: "head",
    Capability.REVIEWER: "region",
}


def test_the_page_of_notices_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make notices-page"


def cells() -> dict[str, dict[str, set[Level]]]:
    """The levels that the committed page marks, by rule and column."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    marked: dict[str, dict[str, set[Level]]] = {}
    for rule, row in zip(shipped_rulebook().rules, rows, strict=False):
        event, _, *columns = (cell.strip() for cell in row.strip("|").split("|"))
        assert event == f"`{rule.event.removesuffix('.v1')}`"
        marked[rule.name] = {
            column: {level for level in get_args(Level) if "✓" in cell or LEVELS[level] in cell.split()}
            for column, cell in zip(COLUMNS, columns, strict=False)
        }
    return marked


def is_another_party(rule: Rule, desk: Desk, concerned: Concerned) -> bool:
    """Whether the desk is that of a facility beside the keeping one: the page has one facility, which is both."""
    keeper = concerned.keeper
    if keeper is None or keeper.kind != "facility" or "other_facilities" not in rule.to:
        return False
    return desk.unit in {str(each.id) for each in concerned.facilities} - {str(keeper.id)}


def column_of(desk: Desk, concerned: Concerned) -> str | None:
    """The column of a desk; None for those of which the page says that they follow another column."""
    places = {str(each.id) for each in concerned.places}
    if desk.unit in places:
        return "where it runs" if desk.capability == Capability.COOPERATION_OFFICER else None
    if desk.scope_kind == "nation":
        return "directorate general"
    if desk.scope_kind == "partner":
        return "partner" if desk.unit in {str(each) for each in concerned.partner_ids} else "agency"
    if desk.scope_kind == "region" and desk.unit in {each.region for each in concerned.places}:
        return None
    return OF_CAPABILITY[desk.capability]


UNITS = {
    "facility": an.unit(an.FACILITY),
    "office": an.OFFICE,
    "directorate general": an.DIRECTORATE_GENERAL,
    "partner": an.unit(an.PARTNER),
}
SERVICE = an.SPORT.model_copy(update={"delivery": "service"})
ONE_UNIT = ("keeper", "owner", "made_by", "made_to", "called_by", "host")
"""Fields of events that are not about an agreement, with the one unit that is notified, or that is not."""


def at_each_level(event: Event) -> Iterator[tuple[Level, Event]]:
    """The event about an agreement that a unit of each level keeps; of another event, one for each kind of its unit."""
    for level in get_args(Level):
        if isinstance(event, AgreementEvent):
            kept = event.model_copy(update=an.KEEPERS[level])
            yield level, kept
            if isinstance(event, AgreementSigned | AgreementRegistered):
                # A service is asked of no facility, so each is notified of the agreement itself.
                runs = {"runs_at": (an.FACILITY, an.EASTERN), "scope_items": (SERVICE,)}
                yield level, kept.model_copy(update=runs)
        else:
            yield level, event
            for field in ONE_UNIT:
                if field in type(event).model_fields:
                    yield from ((level, event.model_copy(update={field: unit})) for unit in UNITS.values())


def told() -> dict[str, dict[str, set[Level]]]:
    """The levels at which an example notifies the desks of a column, by rule."""
    found: dict[str, dict[str, set[Level]]] = defaultdict(lambda: defaultdict(set))
    for each in an.EVERY_OCCASION:
        for level, event in at_each_level(each):
            for rule in shipped_rulebook().rules_for(event.type, event):
                for _, concerned in rule.occasions(event, concerned_by(event)):
                    for desk in rule.desks(concerned):
                        if not is_another_party(rule, desk, concerned) and (column := column_of(desk, concerned)):
                            found[rule.name][column].add(level)
    return found


@pytest.mark.parametrize("rule", [rule.name for rule in shipped_rulebook().rules])
def test_each_cell_is_who_an_event_notifies_and_an_empty_one_is_not_notified(rule: str) -> None:
    expected = {column: levels for column, levels in CELLS[rule].items() if levels}
    assert dict(TOLD[rule]) == expected


CELLS, TOLD = cells(), told()
