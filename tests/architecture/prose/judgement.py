"""Counts the expressions in passages, and finds the lines with the most of them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.architecture.prose.passages import Passage
from tests.architecture.prose.patterns import PATTERNS

LIMIT_PER_1000_WORDS = 3.0


@dataclass
class Judgement:
    """The words of some passages, the expressions in them by name, and by line."""

    words: int = 0
    by_name: "Counter[str]" = field(default_factory=Counter)
    by_line: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Expressions per 1,000 words."""
        return 1000 * self.by_name.total() / max(self.words, 1)

    @property
    def plain(self) -> bool:
        """Whether the passages are within the limit."""
        return self.rate <= LIMIT_PER_1000_WORDS

    def worst(self, count: int) -> list[str]:
        """The lines with the most expressions, each with the expressions as written."""
        lines = sorted(self.by_line.items(), key=lambda entry: (-len(entry[1]), entry[0]))
        return [f"{file}:{line}: {' · '.join(found)}" for (file, line), found in lines[:count]]


def judge(passages: Iterable[Passage]) -> Judgement:
    """Count words and expressions."""
    judgement = Judgement()
    for passage in passages:
        judgement.words += len(re.findall(r"\w+", passage.text))
        for pattern in PATTERNS:
            if pattern.messages_only and not passage.is_message:
                continue
            for match in pattern.find(passage.text):
                line = passage.line + passage.text.count("\n", 0, match.start())
                judgement.by_name[pattern.name] += 1
                judgement.by_line.setdefault((passage.file, line), []).append(match[0].strip())
    return judgement
