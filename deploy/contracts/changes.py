"""The changes between two sets of schemas: each in words, with its rule and the subscribers that it concerns."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from deploy.contracts.fields import Field, fields_of
from deploy.contracts.rules.events import EVENT_RULES, facts_of
from deploy.contracts.rules.fields import FIELD_RULES
from deploy.contracts.rules.rule import CompatibilityRule, T
from deploy.contracts.schemas import Schema
from deploy.contracts.subscribers import Subscriber


@dataclass(frozen=True)
class Change:
    """One change of an event type, or of one of its fields; `concerns` names the subscribers that depend on it.

    A change that would break the contract is `waived` when the released type is provisional, and `breaking` otherwise.
    """

    type: str
    path: str | None
    rule: str
    breaking: bool
    description: str
    why: str
    concerns: tuple[str, ...]
    waived: bool = False

    @property
    def verdict(self) -> str:
        """The verdict in one word."""
        if self.waived:
            return "provisional"
        return "BREAKS" if self.breaking else "allowed"

    @property
    def sentence(self) -> str:
        """The change in a sentence for reviewers."""
        what = f"{self.type}: {self.path} {self.description}" if self.path else f"{self.type} {self.description}"
        subscribers = f" {', '.join(self.concerns)} depend{'' if len(self.concerns) > 1 else 's'} on it."
        why = "The type is provisional, so this is not refused." if self.waived else self.why
        return f"{what}. {why}{subscribers if self.concerns else ''}"


def changes(
    released: Mapping[str, Schema], now: Mapping[str, Schema], subscribers: Sequence[Subscriber], today: date
) -> list[Change]:
    """All changes since the release, in the order of types."""
    return [
        change
        for type_ in sorted(released.keys() | now.keys())
        for change in _of_type(type_, released.get(type_), now.get(type_), subscribers, today)
    ]


def _of_type(
    type_: str, old: Schema | None, new: Schema | None, subscribers: Sequence[Subscriber], today: date
) -> Iterator[Change]:
    concerned = tuple(one.name for one in subscribers if old is not None and one.needs(type_))
    facts_before, facts_after = (facts_of(schema, today) if schema is not None else None for schema in (old, new))
    # The released mark counts, not the one of today: a mark added later takes back no promise.
    provisional = facts_before is not None and facts_before.provisional
    for rule, description in _found(EVENT_RULES, facts_before, facts_after):
        yield _change(type_, None, rule, description, concerned, provisional=provisional)
    if old is None or new is None:
        return
    before, after = fields_of(old), fields_of(new)
    for path in _compared_paths(before, after):
        concerned = tuple(one.name for one in subscribers if path in before and one.needs(type_, path))
        for field_rule, description in _found(FIELD_RULES, before.get(path), after.get(path)):
            yield _change(type_, path, field_rule, description, concerned, provisional=provisional)


def _change(
    type_: str,
    path: str | None,
    rule: CompatibilityRule[T],
    description: str,
    concerned: tuple[str, ...],
    *,
    provisional: bool,
) -> Change:
    return Change(
        type=type_,
        path=path,
        rule=rule.name,
        breaking=rule.breaking and not provisional,
        waived=rule.breaking and provisional,
        description=description,
        why=rule.why,
        concerns=concerned,
    )


def _found(
    rules: Iterable[CompatibilityRule[T]], before: T | None, after: T | None
) -> Iterator[tuple[CompatibilityRule[T], str]]:
    for rule in rules:
        if description := rule.find(before, after):
            yield rule, description


def _compared_paths(before: Mapping[str, Field], after: Mapping[str, Field]) -> Iterator[str]:
    """The paths to compare, without those inside a field that was added, removed or got another type."""
    skipped: tuple[str, ...] = ()
    # Sorted, a field comes before the fields inside it: `in_force` before `in_force.in_force_from`.
    for path in sorted(before.keys() | after.keys()):
        if path.startswith(skipped):
            continue
        yield path
        old, new = before.get(path), after.get(path)
        if old is None or new is None or old.types - {"null"} != new.types - {"null"}:
            skipped = (*skipped, f"{path}.", f"{path}[")
