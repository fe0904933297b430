"""The book of an edition: the shipped rules and templates with its changes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import structlog

from services.notifications.book.model import SHIPPED_EDITION, Changes, RuleChange, RuleUnknown, TemplateUnknown
from services.notifications.book.shipped.texts import require_sound_text
from services.notifications.book.shipped.uses import use_of, uses_of
from services.notifications.rules.model.rules import Rule, Rulebook
from services.notifications.rules.shipped import shipped_rulebook
from services.notifications.templates.model import Template
from services.notifications.templates.shipped import Templates, letter_texts, shipped_templates, shipped_texts
from shared.values.refusals import Refusal

log = structlog.get_logger()


@dataclass(frozen=True)
class Book:
    """The rules and templates of one edition."""

    edition: int
    changes: Changes
    rules: Rulebook
    templates: Templates

    @classmethod
    def of(cls, edition: int, changes: Changes) -> "Book":
        """The book of an edition. Changes that a later release does not permit any more are left out, and logged."""
        sound = sound_changes(changes)
        rules = sound.applied_to(shipped_rulebook())
        return cls(edition, sound, rules, shipped_templates().with_changes(sound.templates))

    def rule(self, name: str) -> Rule | None:
        """The rule of this name, if there is one."""
        return next((rule for rule in self.rules.rules if rule.name == name), None)

    def text(self, name: str) -> Template:
        """The texts of a template as they are written."""
        return self.changes.templates.get(name) or (shipped_texts() | letter_texts())[name]


@cache
def shipped_book() -> Book:
    """The book as shipped."""
    return Book.of(SHIPPED_EDITION, Changes())


def require_sound(changes: Changes) -> None:
    """Raise the refusal of the first change that breaks a rule."""
    for _, refusal in refusals_of(changes):
        raise refusal


def sound_changes(changes: Changes) -> Changes:
    """The changes without those that break a rule of this release."""
    refused = dict(refusals_of(changes))
    for name, refusal in refused.items():
        log.warning("change_of_edition_left_out", change=name, refusal=refusal.code())
    return Changes(
        rules={name: each for name, each in changes.rules.items() if f"rule {name}" not in refused},
        templates={name: each for name, each in changes.templates.items() if f"template {name}" not in refused},
    )


def refusals_of(changes: Changes) -> Iterator[tuple[str, Refusal]]:
    """The changes that break a rule, each with its refusal."""
    shipped = {rule.name: rule for rule in shipped_rulebook().rules}
    used = _used(changes, shipped)
    for name, change in changes.rules.items():
        if refusal := _refusal(_require_rule, name, change, shipped, changes):
            yield f"rule {name}", refusal
    for name, template in changes.templates.items():
        if refusal := _refusal(_require_template, name, template, used):
            yield f"template {name}", refusal


def _used(changes: Changes, shipped: dict[str, Rule]) -> dict[str, list[Rule]]:
    """The rules of each template in the edition."""
    used: dict[str, list[Rule]] = {}
    for name, rule in shipped.items():
        changed = changes.rules[name].applied_to(rule) if name in changes.rules else rule
        used.setdefault(changed.template, []).append(changed)
    return used


def _require_rule(name: str, change: RuleChange, shipped: Mapping[str, Rule], changes: Changes) -> None:
    if name not in shipped:
        raise RuleUnknown(rule=name)
    change.require_sound(shipped[name])
    if change.template is None:
        return
    if change.template not in shipped_texts():
        raise TemplateUnknown(template=change.template)
    text = changes.templates.get(change.template) or shipped_texts()[change.template]
    require_sound_text(change.template, text, [use_of(change.applied_to(shipped[name]))])


def _require_template(name: str, template: Template, used: Mapping[str, Sequence[Rule]]) -> None:
    if name not in shipped_texts() | letter_texts():
        raise TemplateUnknown(template=name)
    require_sound_text(name, template, uses_of(name, used.get(name, ())))


def _refusal(check: Callable[..., None], *given: object) -> Refusal | None:
    try:
        check(*given)
    except Refusal as refusal:
        return refusal
    return None
