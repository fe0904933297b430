"""Texts that officials edit: what they may show, and attacks on the sandbox."""

import pytest
from jinja2 import TemplateError

from services.notifications.book.model import Changes, RuleChange, TemplateTextRefused, TemplateUnknown
from services.notifications.book.shipped.books import Book, require_sound, shipped_book
from services.notifications.book.shipped.examples import example_of
from services.notifications.book.shipped.texts import LONGEST, require_sound_text
from services.notifications.book.shipped.uses import WEEK, WEEKLY, example_values, fields_of, use_of
from services.notifications.rules.model.rules import Rule
from services.notifications.rules.shipped import shipped_rulebook
from services.notifications.templates.model import Template
from services.notifications.templates.shipped import Templates, letter_texts, shipped_texts
from shared.contracts.event import REGISTERED
from shared.values.texts import Text


def rule(name: str) -> Rule:
    found = shipped_book().rule(name)
    assert found
    return found


def check(source: str, name: str = "agreement_drafted", place: str = "body") -> None:
    """Check a template with this text in both languages."""
    text, plain = Text(source, source), Text("x", "x")
    texts = {"subject": plain, "body": plain} | {place: text}
    require_sound_text("t", Template(subject=texts["subject"], body=texts["body"]), [use_of(rule(name))])


@pytest.mark.parametrize("each", [rule.name for rule in shipped_rulebook().rules])
def test_every_shipped_text_could_have_been_proposed(each: str) -> None:
    require_sound_text(rule(each).template, shipped_texts()[rule(each).template], [use_of(rule(each))])


@pytest.mark.parametrize(
    "source",
    [
        "Draf {{ event.title }}",
        "{% if event.predecessor_id %}x{% else %}y{% endif %}",
        "{{ event.parties|parties }} {{ event.instrument|label('instrument') }} {{ until|date }}",
        "{{ event.parties|map(attribute='unit')|names }} {{ event.parties|length }}",
        "{{ 'satu' if event.parties|length == 1 else 'beberapa' }}",
    ],
)
def test_fields_filters_and_choices_may_be_used(source: str) -> None:
    if "predecessor_id" in source:
        # Not among the fields that notices may show.
        with pytest.raises(TemplateTextRefused):
            check(source)
    else:
        check(source)


ATTACKS = [
    "{{ event.__class__ }}",
    "{{ event.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''.__class__ }}",
    "{{ event['__class__'] }}",
    "{{ event|attr('__class__') }}",
    "{{ event.parties|map(attribute='__class__')|list }}",
    "{{ event.parties|map('attr', '__class__')|list }}",
    "{{ event.parties|map(attribute='unit.__class__')|names }}",
    "{{ event.model_dump() }}",
    "{{ event.model_fields }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ lipsum.__globals__ }}",
    "{{ namespace() }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 2 ** 100000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'x'|center(1000000000) }}",
    "{{ event.title|safe }}",
    "{% for n in range(1000000000) %}x{% endfor %}",
    "{% for party in event.parties %}{{ party.unit.name }}{% endfor %}",
    "{% set x = 1 %}",
    "{% include 'services/notifications/templates/templates.yaml' %}",
    "{% import 'os' as os %}",
    "{% extends 'layout.html.j2' %}",
    "{% macro m() %}{% endmacro %}{{ m() }}",
    "{% filter upper %}x{% endfilter %}",
    "{{ event.title.upper() }}",
    "{{ event.title ~ event.title }}",
    "{{ event.title[0:1] }}",
    "{{ {'a': 1}.items() }}",
    "{{ own.0 }}",
    "{{ until.replace }}",
    "{{ ((((((event.title }}",
    "{{ " + "(" * 900 + "event.title" + ")" * 900 + " }}",
]


@pytest.mark.parametrize("source", ATTACKS)
def test_an_attack_is_refused_before_anything_runs(source: str) -> None:
    with pytest.raises(TemplateTextRefused):
        check(source)


@pytest.mark.parametrize("source", ["{{ event.__class__.__mro__ }}", "{{ event['__class__']['__mro__'] }}"])
def test_the_sandbox_refuses_what_would_come_past_the_check(source: str) -> None:
    texts = {"t": Template(subject=Text(source, source), body=Text("x", "x"))}
    with pytest.raises(TemplateError):
        Templates(texts).render("t", **example_values(rule("agreement_drafted")))


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("{{ event.account }}", "event.account"),
        ("{{ event.item.description }}", "event.item.description"),
        ("{{ evnt.title }}", "evnt.title"),
        ("{{ about.title }}", "about.title"),
        ("{{ event.title|upper }}", "upper"),
        ("x" * (LONGEST["body"] + 1), str(LONGEST["body"])),
        ("  ", "kosong"),
        ("{{ event.title|date }}", "saringan"),
        ("{{ event.instrument|label('no_such_list') }}", "saringan"),
    ],
)
def test_a_refusal_states_what_to_do(source: str, part: str) -> None:
    with pytest.raises(TemplateTextRefused) as refused:
        check(source)
    assert part in refused.value.sentence.id


def test_a_text_is_filled_for_each_rule_that_uses_it() -> None:
    text = Text("{{ event.parties|parties }}", "{{ event.parties|parties }}")
    with pytest.raises(TemplateTextRefused):
        require_sound_text(
            "t", Template(subject=text, body=text), [use_of(rule("agreement_drafted")), use_of(rule("program_opened"))]
        )


def test_the_element_of_a_list_may_be_named_by_its_rules_only() -> None:
    each = next(each for each in shipped_rulebook().rules if each.each)
    assert any(name.startswith("about.") for name in fields_of(each))
    assert not any(name.startswith("about.") for name in fields_of(rule("agreement_drafted")))


@pytest.mark.parametrize("event", sorted(shipped_rulebook().ruled))
def test_an_example_has_a_value_in_every_field(event: str) -> None:
    made = example_of(REGISTERED[event])
    assert all(getattr(made, field) is not None for field in REGISTERED[event].model_fields)


def test_the_letter_of_a_week_may_name_its_units_and_nothing_of_an_event() -> None:
    require_sound_text(WEEK, letter_texts()[WEEK], [WEEKLY])
    assert shipped_book().text(WEEK) == letter_texts()[WEEK]
    for source in (
        "{{ event.title }}",
        "{{ units|parties }}",
        "{{ units|map(attribute='unit') }}",
        "{{ week.before }}",
    ):
        text = Text(source, source)
        with pytest.raises(TemplateTextRefused):
            require_sound_text(WEEK, Template(subject=text, body=text), [WEEKLY])


def test_no_rule_takes_the_letter_of_a_week_as_its_text() -> None:
    with pytest.raises(TemplateUnknown):
        require_sound(Changes(rules={"agreement_drafted": RuleChange(template=WEEK)}))


def test_an_edition_changes_the_letter_of_a_week() -> None:
    text = Text("Pekan Saudara: {{ units|weeks }}", "Your week: {{ units|weeks }}")
    changes = Changes(templates={WEEK: Template(subject=Text("Pekan", "Week"), body=text)})
    require_sound(changes)
    told = Book.of(2, changes).templates.render(WEEK, **WEEKLY.values)
    assert told.body.id.startswith("Pekan Saudara: UPT yang Saudara pimpin:")
    assert "Offers that wait for an answer: 3 opened, 1 closed, 2 still open, 1 overdue" in told.body.en
