"""The rulebook as shipped in `rules.yaml`, checked against the registered events."""

from functools import cache
from importlib.resources import files

import yaml

import shared.contracts.vocabulary  # noqa: F401 -- registers every event
from services.notifications.rules.model.rules import Rule, Rulebook
from shared.contracts.event import REGISTERED, Event


class BrokenRulebook(Exception):
    """A rule names an event or a field that does not exist."""


@cache
def shipped_rulebook() -> Rulebook:
    """Return the shipped rulebook, read once. Raises `BrokenRulebook`."""
    text = files(__package__).joinpath("rules.yaml").read_text(encoding="utf-8")
    book = Rulebook.model_validate(yaml.safe_load(text))
    # Checked on reading: otherwise the first event with an unknown field would fail, and be parked.
    for rule in book.rules:
        check_fields(rule)
    return book


def ruled_events() -> list[type[Event]]:
    """The events that have rules."""
    return [REGISTERED[name] for name in sorted(shipped_rulebook().ruled)]


def check_fields(rule: Rule) -> None:
    """Raise `BrokenRulebook` unless the rule's event exists and has the fields that the rule names."""
    if rule.event not in REGISTERED:
        raise BrokenRulebook(f"{rule.name}: there is no event {rule.event}")
    missing = {*rule.when, *rule.about} - REGISTERED[rule.event].model_fields.keys()
    if missing:
        raise BrokenRulebook(f"{rule.name}: {rule.event} has no {', '.join(sorted(missing))}")
