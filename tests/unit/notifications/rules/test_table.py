"""The shipped rulebook is complete, and a broken one is refused."""

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from services.notifications.editions.queries.rules import by_when, who
from services.notifications.rules.model.audiences import Audience
from services.notifications.rules.model.rules import Rule, Rulebook
from services.notifications.rules.shipped import BrokenRulebook, check_fields, events_of_matters, shipped_rulebook
from services.notifications.templates.shipped import shipped_texts
from shared.contracts.event import REGISTERED
from shared.values.labels import labels
from shared.values.texts import Text
from tests.unit.notifications.examples import EVERY_OCCASION

RULE: dict[str, Any] = {
    "name": "agreement_signed",
    "event": "agreement.signed.v1",
    "occasion": {"id": "Perjanjian ditandatangani", "en": "An agreement was signed"},
    "to": ["facility_officer"],
    "template": "agreement_signed",
    "severity": "action",
    "useful_days": 14,
}
SILENT = {"event": "session.held.v1", "reason": {"id": "rutin", "en": "routine"}}


def unlisted(book: Rulebook) -> set[str]:
    events = {name for name, model in REGISTERED.items() if model.__module__.startswith("shared.contracts.")}
    return events - book.ruled - book.silent


def test_every_event_is_ruled_or_for_information_only() -> None:
    assert unlisted(shipped_rulebook()) == set()


def test_an_event_that_is_not_listed_is_found() -> None:
    incomplete = shipped_rulebook().model_copy(update={"information_only": ()})
    assert "session.held.v1" in unlisted(incomplete)


def test_every_rule_has_an_example_and_its_template() -> None:
    applied = {rule.name for event in EVERY_OCCASION for rule in shipped_rulebook().rules_for(event.type, event)}
    assert applied == {rule.name for rule in shipped_rulebook().rules}
    assert {rule.template for rule in shipped_rulebook().rules} == shipped_texts().keys()


def test_every_audience_has_a_name() -> None:
    assert set(get_args(Audience)) == labels()["audience"].keys()


def test_a_reaction_is_bound_to_every_event_that_opens_or_closes_matters() -> None:
    assert {event.type for event in events_of_matters()} == shipped_rulebook().ruled | shipped_rulebook().closing


def test_every_notice_that_asks_for_an_action_is_closed_by_an_event() -> None:
    endless = {rule.name for rule in shipped_rulebook().rules if rule.severity == "action" and not rule.closed_by}
    assert endless == set()


@pytest.mark.parametrize(
    "broken",
    [
        {"event": "agreement.forgotten.v1"},
        {"when": {"mood": "present"}},
        {"about": ["x"]},
        {"about": ["agreement_id"], "closed_by": [{"event": "agreement.forgotten.v1", "about": ["agreement_id"]}]},
        {"about": ["agreement_id"], "closed_by": [{"event": "agreement.signed.v1", "about": ["x"]}]},
        {"closed_by": [{"event": "agreement.signed.v1", "about": ["agreement_id"]}]},
        {"about": ["agreement_id"], "closed_by": [{"event": "program.opened.v1", "about": ["program_id"]}]},
    ],
)
def test_a_rule_with_an_unknown_event_or_field_or_one_of_another_service_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(BrokenRulebook, match="agreement_signed"):
        check_fields(Rule.model_validate({**RULE, **broken}))


@pytest.mark.parametrize(
    "broken", [{"to": []}, {"to": ["everybody"]}, {"severity": "urgent"}, {"useful_days": 0}, {"wen": {}}]
)
def test_a_misspelt_rule_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Rule.model_validate({**RULE, **broken})


@pytest.mark.parametrize(
    ("rules", "silent"),
    [([RULE, RULE], []), ([], [SILENT, SILENT]), ([RULE], [{**SILENT, "event": "agreement.signed.v1"}])],
)
def test_an_event_or_rule_that_is_listed_twice_is_refused(rules: list[Any], silent: list[Any]) -> None:
    with pytest.raises(ValidationError, match="listed twice"):
        Rulebook.model_validate({"version": 1, "rules": rules, "information_only": silent})


@pytest.mark.parametrize(
    "incomplete",
    [
        {"rules": [{**RULE, "group": "signing"}]},
        {"rules": [RULE], "groups": {"signing": {"id": "a", "en": "b"}}},
        {"rules": [{**RULE, "closed_by": [{"event": "agreement.superseded.v1", "about": ["agreement_id"]}]}]},
        {"rules": [RULE], "closed_because": {"agreement.superseded.v1": {"id": "a", "en": "b"}}},
    ],
)
def test_a_group_or_a_closing_event_without_words_is_refused(incomplete: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="without"):
        Rulebook.model_validate({"version": 1, "information_only": [], **incomplete})


def test_a_rule_is_described_for_people() -> None:
    rule = Rule.model_validate({**RULE, "to": ["facility_officer", "region_reviewer"]})
    assert who(rule).id == "petugas kerja sama UPT dan penelaah kantor wilayah"
    assert by_when(rule) == Text("ditindaklanjuti dalam 14 hari", "to be acted on within 14 days")
