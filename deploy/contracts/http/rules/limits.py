"""Limits of values: which changes refuse values that were accepted before."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

Limits = Mapping[str, Any]

_LOWER = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems"})
_UPPER = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems"})
_NONE = object()
_LIST = re.compile(r"\^\(([a-z_]+(?:\|[a-z_]+)*)\)\$")


def tightened(before: Limits, after: Limits) -> list[str]:
    """The limits that refuse values that were accepted before, in words."""
    return [_words(name, before, after) for name in _changed(before, after) if not _is_looser(name, before, after)]


def loosened(before: Limits, after: Limits) -> list[str]:
    """The limits that only accept more than before, in words."""
    return [_words(name, before, after) for name in _changed(before, after) if _is_looser(name, before, after)]


def _changed(before: Limits, after: Limits) -> Iterator[str]:
    for name in sorted(before.keys() | after.keys()):
        if before.get(name, _NONE) != after.get(name, _NONE):
            yield name


def _is_looser(name: str, before: Limits, after: Limits) -> bool:
    if name not in before or name not in after:
        return name not in after
    # Two patterns cannot be compared, so any other pattern counts as tighter, unless both are lists of words.
    if name == "pattern":
        return _words_of(before[name]) < _words_of(after[name]) and bool(_words_of(before[name]))
    return (name in _LOWER and after[name] < before[name]) or (name in _UPPER and after[name] > before[name])


def _words_of(pattern: str) -> frozenset[str]:
    """The words of a pattern such as `^(draft|expiring)$`; none of any other pattern."""
    found = _LIST.fullmatch(pattern)
    return frozenset(found[1].split("|")) if found else frozenset()


def _words(name: str, before: Limits, after: Limits) -> str:
    return f"{name} from {before.get(name, 'none')} to {after.get(name, 'none')}"
