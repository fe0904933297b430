"""What changed between two sets of schemas, in words, with a verdict each, and whom it concerns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from deploy.contracts.fields import Field, fields_of
from deploy.contracts.rules.events import event_rules, head_of
from deploy.contracts.rules.fields import FIELD_RULES
from deploy.contracts.rules.rule import Rule, T
from deploy.contracts.schemas import Schema
from deploy.contracts.subscribers import Subscriber


@dataclass(frozen=True)
class Change:
    """One change of an event type, or of one of its fields; `concerns` names the subscribers that depend on it."""

    type: str
    path: str | None
    rule: str
    breaking: bool
    words: str
    why: str
    concerns: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The change as a reviewer reads it."""
        what = f"{self.type}: {self.path} {self.words}" if self.path else f"{self.type} {self.words}"
        concerned = f" {', '.join(self.concerns)} depend{'' if len(self.concerns) > 1 else 's'} on it."
        return f"{what}. {self.why}{concerned if self.concerns else ''}"


def changes(
    released: Mapping[str, Schema], now: Mapping[str, Schema], subscribers: Sequence[Subscriber], today: date
) -> list[Change]:
    """All changes since the release, by type."""
    return [
        change
        for type_ in sorted(released.keys() | now.keys())
        for change in _of_type(type_, released.get(type_), now.get(type_), subscribers, today)
    ]


def _of_type(
    type_: str, old: Schema | None, new: Schema | None, subscribers: Sequence[Subscriber], today: date
) -> Iterator[Change]:
    concerned = tuple(one.name for one in subscribers if old is not None and one.needs(type_))
    head_before, head_after = (head_of(schema) if schema is not None else None for schema in (old, new))
    for rule, words in _found(event_rules(today), head_before, head_after):
        yield Change(type_, None, rule.name, rule.breaking, words, rule.why, concerned)
    if old is None or new is None:
        return
    before, after = fields_of(old), fields_of(new)
    for path in _compared(before, after):
        concerned = tuple(one.name for one in subscribers if path in before and one.needs(type_, path))
        for field_rule, words in _found(FIELD_RULES, before.get(path), after.get(path)):
            yield Change(type_, path, field_rule.name, field_rule.breaking, words, field_rule.why, concerned)


def _found(rules: Sequence[Rule[T]], before: T | None, after: T | None) -> Iterator[tuple[Rule[T], str]]:
    for rule in rules:
        if words := rule.finds(before, after):
            yield rule, words


def _compared(before: Mapping[str, Field], after: Mapping[str, Field]) -> Iterator[str]:
    """The paths worth a look: what stands inside a field that came, went or became another thing follows from it."""
    settled: tuple[str, ...] = ()
    # Sorted, a field comes before what stands inside it: `term` before `term.effective_from`.
    for path in sorted(before.keys() | after.keys()):
        if path.startswith(settled):
            continue
        yield path
        old, new = before.get(path), after.get(path)
        if old is None or new is None or old.types - {"null"} != new.types - {"null"}:
            settled = (*settled, f"{path}.", f"{path}[")
