"""Refusals: what the rules of the field do not allow, said so that a person knows what to do.

Each rule has a class of its own, beside the rule. Its base class tells the edge how to answer, its name becomes the
problem type (`NumberTaken` → `number-taken`). What is merely broken (a database away) is not a refusal.
"""

import re
from typing import ClassVar

from shared.values.texts import Text


class Refusal(Exception):
    """A rule said no. Subclasses give a `title` and a `detail`; the detail's placeholders are filled on raising."""

    title: ClassVar[Text]
    detail: ClassVar[Text]

    def __init__(self, **values: object) -> None:
        self.values = values
        self.sentence = self.detail.fill(**values)
        super().__init__(self.sentence.en)

    @classmethod
    def code(cls) -> str:
        """The problem type's slug, from the class name."""
        # Programs decide by it, and it never changes its meaning: whoever renames a refusal breaks them.
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


class Invalid(Refusal):
    """What was said makes no sense by the rules of the field."""


class Conflict(Refusal):
    """It made sense, but not in the state in which the thing is now."""


class Denied(Refusal):
    """Whoever asks may not do this."""


class NotFound(Refusal):
    """There is no such thing."""
