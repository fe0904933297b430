"""Finds rejected synonyms in names, whatever way the name is written."""

import re
from collections.abc import Iterable, Iterator

from tests.architecture.vocabulary.glossary import Entry
from tests.architecture.vocabulary.public_names import Named


def synonyms(names: Iterable[Named], entries: Iterable[Entry]) -> Iterator[str]:
    """A sentence for each name that uses a rejected synonym."""
    rejected = {words_of(word): (word, entry) for entry in entries for word in entry.rejected_in_code}
    for where, name in names:
        words = words_of(name)
        for synonym, (word, entry) in rejected.items():
            if _contains(words, synonym):
                yield f"{where}: {name} uses {word}; the word is {' or '.join(entry.in_code) or entry.english}"


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in snake case, kebab case, camel case or with dots: in lower case and in the singular."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return tuple(re.sub(r"(?<=[a-z]{3})(?<!s)s$", "", word) for word in re.findall(r"[a-z]+", parted.lower()))


def _contains(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[start : start + len(part)] == part for start in range(len(words) - len(part) + 1))
