"""The table of rules as shipped in `rules.yaml`, checked against the events that there are."""

from functools import cache
from importlib.resources import files

import yaml

import shared.contracts.vocabulary  # noqa: F401 -- registers every event
from services.notifications.rules.model import Rule, Rulebook
from shared.contracts.event import REGISTERED, Event


class BrokenRulebook(Exception):
    """A rule names an event or a field that there is not."""


@cache
def rulebook() -> Rulebook:
    """Return the shipped table, read once. Raises `BrokenRulebook`."""
    text = files(__package__).joinpath("rules.yaml").read_text(encoding="utf-8")
    book = Rulebook.model_validate(yaml.safe_load(text))
    # Checked on reading: a field that is not there would else come to light with its first event, and park it.
    for rule in book.rules:
        check_fields(rule)
    return book


def ruled_events() -> list[type[Event]]:
    """The events that somebody is told of."""
    return [REGISTERED[name] for name in sorted(rulebook().ruled)]


def check_fields(rule: Rule) -> None:
    """Raise `BrokenRulebook` unless the rule's event exists and has the fields that the rule asks for."""
    if rule.event not in REGISTERED:
        raise BrokenRulebook(f"{rule.name}: there is no event {rule.event}")
    missing = {*rule.when, *rule.about} - REGISTERED[rule.event].model_fields.keys()
    if missing:
        raise BrokenRulebook(f"{rule.name}: {rule.event} has no {', '.join(sorted(missing))}")
