"""A check, and its findings."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from shared.operations.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, and its fix."""

    what: str
    fix: str


@dataclass(frozen=True, slots=True)
class Check:
    """One check. `find` reads and changes nothing; it raises `Trouble` when it cannot look."""

    name: str
    looks_at: str
    find: Callable[[Settings], AsyncIterator[Finding]]
