"""The rulebook as shipped in `rules.yaml`, checked against the registered events."""

from functools import cache
from importlib.resources import files
from typing import get_args

import shared.contracts.vocabulary  # noqa: F401 -- registers every event
from services.notifications.rules.model.rules import Rule, Rulebook
from shared.contracts.event import REGISTERED, Event
from shared.values.shipped import load_yaml


class BrokenRulebook(Exception):
    """A rule names an event or a field that does not exist, or is closed by an event of another service."""


@cache
def shipped_rulebook() -> Rulebook:
    """Return the shipped rulebook, read once. Raises `BrokenRulebook`."""
    book = Rulebook.model_validate(load_yaml(files(__package__).joinpath("rules.yaml")))
    # Checked on reading: otherwise the first event with an unknown field would fail, and be parked.
    for rule in book.rules:
        check_fields(rule)
    return book


def events_of_matters() -> list[type[Event]]:
    """The events that open or close matters."""
    return [REGISTERED[name] for name in sorted(shipped_rulebook().ruled | shipped_rulebook().closing)]


def check_fields(rule: Rule) -> None:
    """Raise `BrokenRulebook` unless the rule's events exist, have the fields it names, and have one emitter."""
    current = {"in_force", "ended_on"} if rule.only_in_force else set()
    elements = {rule.each} if rule.each else set(rule.about)
    _check_event(rule, rule.event, {*rule.when, *elements, *current})
    if rule.each:
        _check_elements(rule)
    for each in rule.closed_by:
        _check_event(rule, each.event, {*each.when, *(path.partition(".")[0] for path in each.about)})
        # The ids of two services are in order only as far as the clocks of their hosts agree.
        if _emitter(each.event) != _emitter(rule.event):
            raise BrokenRulebook(f"{rule.name}: {each.event} is an event of another service than {rule.event}")
        if len(each.about) != len(rule.about):
            raise BrokenRulebook(f"{rule.name}: {each.event} does not name the matter by {', '.join(rule.about)}")


def _check_elements(rule: Rule) -> None:
    (element, *_) = get_args(REGISTERED[rule.event].model_fields[rule.each].annotation) or (None,)
    known = getattr(element, "model_fields", {}).keys()
    missing = {"facility", *rule.about} - known
    if missing:
        raise BrokenRulebook(f"{rule.name}: the elements of {rule.each} have no {', '.join(sorted(missing))}")


def _emitter(event_type: str) -> str:
    return REGISTERED[event_type].topic.partition(".")[0]


def _check_event(rule: Rule, event_type: str, fields: set[str]) -> None:
    if event_type not in REGISTERED:
        raise BrokenRulebook(f"{rule.name}: there is no event {event_type}")
    missing = fields - REGISTERED[event_type].model_fields.keys()
    if missing:
        raise BrokenRulebook(f"{rule.name}: {event_type} has no {', '.join(sorted(missing))}")
