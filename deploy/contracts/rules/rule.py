"""A rule, and a set of rules to which functions are added by decorators."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")
Find: TypeAlias = Callable[[T | None, T | None], str | None]
"""Takes the old and the new state, either of which may be missing; returns the change in words, or None."""
FindOne: TypeAlias = Callable[[T], str | None]
FindChanged: TypeAlias = Callable[[T, T], str | None]


@dataclass(frozen=True)
class CompatibilityRule(Generic[T]):
    """One kind of change: whether it breaks the contract, why, and the function that finds it."""

    name: str
    breaking: bool
    why: str
    find: Find[T]


class RuleSet(Generic[T]):
    """Rules in the order in which they are defined. A rule is named after its function."""

    def __init__(self) -> None:
        self._rules: list[CompatibilityRule[T]] = []

    def __iter__(self) -> Iterator[CompatibilityRule[T]]:
        return iter(self._rules)

    def changed(self, *, breaks: bool, why: str) -> Callable[[FindChanged[T]], FindChanged[T]]:
        """Add a rule about a thing that exists before and after."""

        def add(find: FindChanged[T]) -> FindChanged[T]:
            self._add(find.__name__, breaks, why, lambda before, after: _if_both(find, before, after))
            return find

        return add

    def added(self, *, breaks: bool, why: str) -> Callable[[FindOne[T]], FindOne[T]]:
        """Add a rule about a new thing."""

        def add(find: FindOne[T]) -> FindOne[T]:
            self._add(find.__name__, breaks, why, lambda before, after: _if_only(find, after, before))
            return find

        return add

    def removed(self, *, breaks: bool, why: str) -> Callable[[FindOne[T]], FindOne[T]]:
        """Add a rule about a thing that no longer exists."""

        def add(find: FindOne[T]) -> FindOne[T]:
            self._add(find.__name__, breaks, why, lambda before, after: _if_only(find, before, after))
            return find

        return add

    def _add(self, name: str, breaks: bool, why: str, find: Find[T]) -> None:
        self._rules.append(CompatibilityRule(name.replace("_", "-"), breaks, why, find))


def _if_both(find: FindChanged[T], before: T | None, after: T | None) -> str | None:
    return find(before, after) if before is not None and after is not None else None


def _if_only(find: FindOne[T], present: T | None, missing: T | None) -> str | None:
    return find(present) if present is not None and missing is None else None
