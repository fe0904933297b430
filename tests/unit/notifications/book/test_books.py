"""The book of an edition: changes against the release, and those that a release does not permit."""

from typing import Any

import pytest

from services.notifications.book.model import (
    AudienceTooWide,
    Changes,
    RuleChange,
    RuleUnknown,
    RuleWithoutEnd,
    TemplateTextRefused,
    TemplateUnknown,
)
from services.notifications.book.shipped.books import Book, require_sound, shipped_book
from services.notifications.templates.model import Template
from shared.values.texts import Text

TEXT = Text("Draf {{ event.title }}", "Draft {{ event.title }}")
TEMPLATE = Template(subject=TEXT, body=TEXT)


def changed(name: str, **values: Any) -> Changes:
    return Changes(rules={name: RuleChange(**values)})


def test_an_edition_changes_what_it_names_and_leaves_the_rest() -> None:
    changes = Changes(
        rules={"review_by_region": RuleChange(useful_days=5, on=False)}, templates={"agreement_drafted": TEMPLATE}
    )
    require_sound(changes)
    book = Book.of(2, changes)
    rule, shipped = book.rule("review_by_region"), shipped_book().rule("review_by_region")
    assert rule
    assert shipped
    assert (rule.useful_days, rule.on, rule.to) == (5, False, shipped.to)
    assert book.rule("review_by_partner") == shipped_book().rule("review_by_partner")
    assert book.text("agreement_drafted") == TEMPLATE
    assert book.text("review_requested") == shipped_book().text("review_requested")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        (changed("no_such_rule", on=False), RuleUnknown),
        (changed("agreement_drafted", template="no_such"), TemplateUnknown),
        (changed("agreement_drafted", template="program_opened"), TemplateTextRefused),
        (changed("agreement_drafted", to=("keepers", "partner_contacts")), AudienceTooWide),
        (changed("agreement_lapsed", severity="critical"), RuleWithoutEnd),
        (Changes(templates={"no_such": TEMPLATE}), TemplateUnknown),
        (
            Changes(templates={"program_opened": TEMPLATE.model_copy(update={"body": Text("{{ x }}", "x")})}),
            TemplateTextRefused,
        ),
    ],
)
def test_an_unsound_change_is_refused_and_left_out_of_a_book(changes: Changes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        require_sound(changes)
    # A later release may have removed a rule or a field: the others of the edition still hold.
    kept = RuleChange(useful_days=5)
    book = Book.of(2, changes.model_copy(update={"rules": {**changes.rules, "review_by_region": kept}}))
    assert book.changes == Changes(rules={"review_by_region": kept})


def test_a_rule_for_partners_may_lose_them_and_gain_desks_of_ours() -> None:
    require_sound(changed("review_by_partner", to=("keepers",)))


def test_editions_are_compared_by_name() -> None:
    one, other = changed("agreement_drafted", on=False), changed("review_by_region", on=False)
    assert one.names_differing_from(other) == (["agreement_drafted", "review_by_region"], [])
    assert one.names_differing_from(one) == ([], [])


def test_a_stored_change_that_a_release_cannot_read_any_more_is_left_out() -> None:
    text = '{"rules": {"review_by_region": {"useful_days": 5}, "review_by_partner": {"to": ["former_audience"]}}}'
    assert Changes.stored(text) == Changes(rules={"review_by_region": RuleChange(useful_days=5)})
    changes = Changes(rules={"review_by_region": RuleChange(on=False)}, templates={"agreement_drafted": TEMPLATE})
    assert Changes.stored(changes.model_dump_json(exclude_none=True)) == changes
