"""A rule, and three ways to look at a change: of something that was there and is, that came, that went."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")
Finding: TypeAlias = Callable[[T | None, T | None], str | None]
"""Takes what was and what is, either of which may be missing; gives what changed in words, or None."""


@dataclass(frozen=True)
class Rule(Generic[T]):
    """One kind of change: whether it breaks the contract, why, and how it is found."""

    name: str
    breaking: bool
    why: str
    finds: Finding[T]


def kept(find: Callable[[T, T], str | None]) -> Finding[T]:
    """Look at what was there and still is."""
    return lambda before, after: find(before, after) if before is not None and after is not None else None


def came(find: Callable[[T], str | None]) -> Finding[T]:
    """Look at what is new."""
    return lambda before, after: find(after) if before is None and after is not None else None


def went(find: Callable[[T], str | None]) -> Finding[T]:
    """Look at what is there no more."""
    return lambda before, after: find(before) if before is not None and after is None else None
